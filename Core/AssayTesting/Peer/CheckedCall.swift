// Assay: a request of the check of clients, and what came of it.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayKit
internal import CAssay

/// A request in flight. It must outlive its response.
final class CheckedCall {
    /// What a response said, copied before it was given back.
    struct Answer {
        var value: assay_client_response_t
        let errorText: String
        let headers: String
        let reason: String
        let body: String
        let url: String

        init(_ response: assay_client_response_t) {
            value = response
            errorText = String(response.error_text)
            headers = String(response.headers)
            reason = String(response.reason)
            body = String(
                decoding: UnsafeRawBufferPointer(start: response.body.data, count: response.body.length), as: UTF8.self)
            url = String(response.url)
        }
    }

    /// What the request asks for.
    struct Wish {
        var method = "GET"
        var url: String
        var name = ""
        var flags: UInt32 = 0
        var headers: [(String, String)] = []
        var body = ""
        var timeout: Double = 0
    }

    private(set) var answers: [Answer] = []
    private(set) var chunks: [String] = []
    private(set) var chunkTimes: [assay_instant_t] = []
    /// Responses that `keepsResponse` left to the test.
    private(set) var kept: UnsafeMutablePointer<assay_client_response_t>?
    /// Whether `send` is running: a response from inside breaks the contract.
    var isSending = false
    private(set) var cameFromInside = false
    let call: UnsafeMutablePointer<assay_client_call_t>
    let request: UnsafeMutablePointer<assay_client_request_t>
    private let arena = Arena()
    private let table: assay_client_t
    private let keepsResponse: Bool

    init(_ table: assay_client_t, _ wish: Wish, keepsResponse: Bool = false) {
        self.table = table
        self.keepsResponse = keepsResponse
        call = arena.place(assay_client_call_t())
        request = arena.place(assay_client_request_t())
        fill(wish)
        call.pointee.user_data = Unmanaged.passUnretained(self).toOpaque()
        call.pointee.on_response = { call, response in CheckedCall.of(call)?.take(response) }
        call.pointee.on_chunk = { call, chunk, arrived in
            let bytes = UnsafeRawBufferPointer(start: chunk.data, count: chunk.length)
            CheckedCall.of(call)?.chunks.append(String(decoding: bytes, as: UTF8.self))
            CheckedCall.of(call)?.chunkTimes.append(arrived)
        }
    }

    private static func of(_ call: UnsafeMutablePointer<assay_client_call_t>?) -> CheckedCall? {
        call?.pointee.user_data.map { Unmanaged<CheckedCall>.fromOpaque($0).takeUnretainedValue() }
    }

    private func fill(_ wish: Wish) {
        request.pointee.struct_size = UInt32(MemoryLayout<assay_client_request_t>.size)
        request.pointee.flags = wish.flags
        request.pointee.method = string(wish.method)
        request.pointee.url = string(wish.url)
        request.pointee.name = string(wish.name)
        request.pointee.timeout = assay_duration_t(wish.timeout * 1e9)
        let headers = arena.array(wish.headers.map { assay_key_value_t(key: string($0), value: string($1)) })
        request.pointee.headers = UnsafePointer(headers.baseAddress)
        request.pointee.header_count = headers.count
        let body = arena.array(Array(wish.body.utf8))
        request.pointee.body = assay_bytes_t(data: body.baseAddress, length: body.count)
    }

    private func string(_ text: String) -> assay_string_t {
        assay_string_t(data: arena.text(text), length: text.utf8.count)
    }

    private func take(_ response: UnsafeMutablePointer<assay_client_response_t>?) {
        cameFromInside = cameFromInside || isSending
        guard let response else { return }
        answers.append(Answer(response.pointee))
        if keepsResponse { kept = response } else { table.release(response) }
    }

    /// Gives a kept response back.
    func release() {
        guard let response = kept else { return }
        kept = nil
        table.release(response)
    }
}
