// Assay: one request of a user, from sending to the response.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// A request in flight, and the memory it refers to. A session uses its calls again and again.
final class HTTPCall: PendingWait {
    /// Called for pieces of a streamed body.
    var onChunk: ((UnsafeRawBufferPointer, assay_instant_t) -> Void)?
    var request = assay_client_request_t()
    private(set) var response: UnsafeMutablePointer<assay_client_response_t>?
    private let call: UnsafeMutablePointer<assay_client_call_t>
    private unowned let session: HTTPSession
    private var continuation: UnsafeContinuation<Void, Never>?
    private var storage: UnsafeMutableRawBufferPointer
    private var used = 0
    private var headers: UnsafeMutableBufferPointer<assay_key_value_t> = .init(start: nil, count: 0)

    init(_ session: HTTPSession) {
        self.session = session
        call = .allocate(capacity: 1)
        storage = .allocate(byteCount: 96, alignment: 8)
        super.init()
        call.initialize(to: assay_client_call_t())
        call.pointee.user_data = Unmanaged.passUnretained(self).toOpaque()
        call.pointee.on_response = { call, response in
            guard let object = call?.pointee.user_data else { return }
            Unmanaged<HTTPCall>.fromOpaque(object)._withUnsafeGuaranteedRef { $0.end(response) }
        }
        call.pointee.on_chunk = { call, chunk, arrived in
            guard let object = call?.pointee.user_data else { return }
            let bytes = UnsafeRawBufferPointer(start: chunk.data, count: chunk.data == nil ? 0 : chunk.length)
            Unmanaged<HTTPCall>.fromOpaque(object)._withUnsafeGuaranteedRef { $0.onChunk?(bytes, arrived) }
        }
    }

    deinit {
        storage.deallocate()
        headers.deallocate()
        call.deallocate()
    }

    /// Makes room for the texts of a request, which `keep` then copies.
    func reserve(_ byteCount: Int) {
        used = 0
        guard byteCount > storage.count else { return }
        storage.deallocate()
        storage = .allocate(byteCount: byteCount, alignment: 8)
    }

    /// Copies bytes into the call's memory; `reserve` has made room.
    func keep(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard bytes.count > 0, bytes.count <= storage.count - used else {
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        let place = UnsafeMutableRawBufferPointer(rebasing: storage[used..<(used + bytes.count)])
        place.copyMemory(from: bytes)
        used += bytes.count
        return UnsafeRawBufferPointer(place)
    }

    /// Copies a text into the call's memory.
    func keep(_ text: String) -> assay_string_t {
        var text = text
        return text.withUTF8 { bytes in
            let kept = keep(UnsafeRawBufferPointer(bytes))
            return assay_string_t(data: kept.baseAddress?.assumingMemoryBound(to: CChar.self), length: kept.count)
        }
    }

    /// Copies headers and body; `reserve` has made room.
    func keepHeaders(_ list: [HTTPHeader], _ body: HTTPBody?) {
        let content = body?.contentType.map { HTTPHeader("Content-Type", $0) }
        let count = list.count + (content == nil ? 0 : 1)
        if count > headers.count {
            headers.deallocate()
            headers = .allocate(capacity: count)
        }
        var next = 0
        for header in list {
            headers.initializeElement(
                at: next, to: assay_key_value_t(key: keep(header.name), value: keep(header.value)))
            next += 1
        }
        if let content {
            headers.initializeElement(
                at: next, to: assay_key_value_t(key: keep(content.name), value: keep(content.value)))
        }
        request.headers = UnsafePointer(headers.baseAddress)
        request.header_count = count
        let bytes = body.map { body in body.bytes.withUnsafeBytes { keep($0) } }
        request.body = assay_bytes_t(
            data: bytes?.baseAddress?.assumingMemoryBound(to: UInt8.self), length: bytes?.count ?? 0)
    }

    /// Sends the request and suspends until its response is there.
    func send() async throws {
        try AssayError.check { session.client.pointee.send(session.pointer, &request, call, $0) }
        await withUnsafeContinuation { continuation = $0 }
    }

    /// Takes the response out.
    func takeResponse() -> UnsafeMutablePointer<assay_client_response_t>? {
        defer { response = nil }
        return response
    }

    override func cancel() {
        session.client.pointee.cancel(session.pointer, call)
    }

    private func end(_ response: UnsafeMutablePointer<assay_client_response_t>?) {
        self.response = response
        guard let continuation else { return }
        self.continuation = nil
        continuation.resume()
    }
}
