// Assay: drives the client through its C table, as the runner and AssayKit do.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import Foundation

@testable import HTTPFast

/// What came of a request.
struct Answer {
    var status = 0
    var error = assay_client_error_t.ASSAY_CLIENT_OK
    var errorText = ""
    var isSuccess = false
    var headers = ""
    var body: [UInt8] = []
    var bodyLength = 0
    var url = ""
    var redirects = 0
    var timings = assay_timings_t()
    var span: Int64 = 0
    var chunks: [[UInt8]] = []

    var text: String { String(decoding: body, as: UTF8.self) }
}

/// A request in flight.
final class Pending {
    let call = UnsafeMutablePointer<assay_client_call_t>.allocate(capacity: 1)
    let request = UnsafeMutablePointer<assay_client_request_t>.allocate(capacity: 1)
    var texts: [UnsafeMutableBufferPointer<UInt8>] = []
    var answer: Answer?
    var chunks: [[UInt8]] = []
    /// Called with each chunk, from inside the client.
    var onChunk: (() -> Void)?
    let client: LiveClient

    init(_ client: LiveClient) {
        self.client = client
        call.initialize(to: assay_client_call_t())
        request.initialize(to: assay_client_request_t())
        call.pointee.user_data = Unmanaged.passUnretained(self).toOpaque()
        call.pointee.on_response = { call, response in
            guard let data = call?.pointee.user_data, let response else { return }
            Unmanaged<Pending>.fromOpaque(data).takeUnretainedValue().finish(response)
        }
        call.pointee.on_chunk = { call, chunk, _ in
            guard let data = call?.pointee.user_data else { return }
            let pending = Unmanaged<Pending>.fromOpaque(data).takeUnretainedValue()
            pending.chunks.append([UInt8](UnsafeBufferPointer(start: chunk.data, count: chunk.length)))
            pending.onChunk?()
        }
    }

    deinit {
        for text in texts { text.deallocate() }
        request.pointee.headers?.deallocate()
        call.deallocate()
        request.deallocate()
    }

    func keep(_ text: String) -> assay_string_t {
        let bytes = keep(Array(text.utf8))
        return assay_string_t(
            data: UnsafeRawPointer(bytes.data).map { $0.assumingMemoryBound(to: CChar.self) }, length: bytes.length)
    }

    func keep(_ bytes: [UInt8]) -> assay_bytes_t {
        let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, bytes.count))
        _ = copy.initialize(from: bytes)
        texts.append(copy)
        return assay_bytes_t(data: copy.baseAddress, length: bytes.count)
    }

    private func finish(_ response: UnsafeMutablePointer<assay_client_response_t>) {
        let value = response.pointee
        var answer = Answer()
        answer.status = Int(value.status)
        answer.error = value.error
        answer.errorText = String(value.error_text)
        answer.isSuccess = value.is_success
        answer.headers = String(value.headers)
        answer.body = [UInt8](UnsafeBufferPointer(start: value.body.data, count: value.body.length))
        answer.bodyLength = Int(value.body_length)
        answer.url = String(value.url)
        answer.redirects = Int(value.redirect_count)
        answer.timings = value.timings
        answer.span = value.end - value.start
        answer.chunks = chunks
        self.answer = answer
        client.beforeRelease?(response)
        client.table.pointee.release(response)
    }
}

/// One finished request as it was recorded.
struct Recorded: Equatable {
    var method: String
    var name: String
    var url: String
    var error: String
    var outcome: assay_outcome_t
    var status: Int
}

/// A profile and a session on a live host.
final class LiveClient {
    let host: LiveHost
    let component: HTTPFastClient
    let table: UnsafePointer<assay_client_t>
    private let recorder = UnsafeMutablePointer<assay_recorder_t>.allocate(capacity: 1)
    private(set) var profile: OpaquePointer?
    private(set) var session: OpaquePointer?
    private var box: UnsafeMutablePointer<assay_component_t>
    var recorded: [Recorded] = []
    var beforeRelease: ((UnsafeMutablePointer<assay_client_response_t>) -> Void)?

    /// Makes component, profile and session; throws for a config that does not fit.
    init(_ config: String) throws {
        host = try LiveHost()
        component = try HTTPFastClient(host: Host(host.pointer), config: Config(parsing: config, of: "client"))
        try component.start()
        guard let pointer = component.table(for: ASSAY_KIND_CLIENT) else {
            throw AssayError(.ASSAY_STATUS_INTERNAL, "no table")
        }
        table = pointer.assumingMemoryBound(to: assay_client_t.self)
        box = .allocate(capacity: 1)
        box.initialize(to: assay_component_t())
        recorder.initialize(
            to: assay_recorder_t(
                struct_size: UInt32(MemoryLayout<assay_recorder_t>.size), recorder_data: nil, user_class: nil,
                user_class_length: 0, intern: { _, _, name in UInt32(truncatingIfNeeded: name.length) },
                record: { recorder, event in
                    guard let data = recorder?.pointee.recorder_data, let event else { return }
                    Unmanaged<LiveClient>.fromOpaque(data).takeUnretainedValue().note(event.pointee)
                }))
        recorder.pointee.recorder_data = Unmanaged.passUnretained(self).toOpaque()
        let home = try component.home(of: host.loop)
        let opened = try Profile.open(home, component.config, UnsafePointer(recorder))
        profile = OpaquePointer(opened)
        try AssayError.check { table.pointee.open_session(profile, 7, &session, $0) }
    }

    deinit {
        closeSession()
        table.pointee.close_profile(profile)
        component.stop()
        recorder.deallocate()
        box.deallocate()
    }

    func closeSession() {
        guard let session else { return }
        self.session = nil
        table.pointee.close_session(session)
    }

    private func note(_ event: assay_request_event_t) {
        let text: (UnsafePointer<CChar>?) -> String = { $0.map { String(cString: $0) } ?? "" }
        recorded.append(
            Recorded(
                method: text(event.method), name: text(event.name), url: text(event.url), error: text(event.error),
                outcome: event.outcome, status: Int(event.status)))
    }

    /// Sends a request.
    func send(
        _ method: String, _ url: String, headers: [(String, String)] = [], body: [UInt8] = [], flags: UInt32 = 0,
        name: String = "", timeout: Int64 = 0
    ) throws -> Pending {
        let pending = Pending(self)
        let request = pending.request
        request.pointee.struct_size = UInt32(MemoryLayout<assay_client_request_t>.size)
        request.pointee.method = pending.keep(method)
        request.pointee.url = pending.keep(url)
        request.pointee.name = pending.keep(name)
        request.pointee.flags = flags
        request.pointee.timeout = timeout
        request.pointee.body = pending.keep(body)
        let list = UnsafeMutablePointer<assay_key_value_t>.allocate(capacity: max(1, headers.count))
        for (index, header) in headers.enumerated() {
            (list + index).initialize(
                to: assay_key_value_t(key: pending.keep(header.0), value: pending.keep(header.1)))
        }
        request.pointee.headers = UnsafePointer(list)
        request.pointee.header_count = headers.count
        try AssayError.check { table.pointee.send(session, request, pending.call, $0) }
        return pending
    }

    /// Turns the loop until the answer is there.
    func wait(_ pending: Pending, seconds: Double = 10) throws -> Answer {
        _ = host.turn(seconds: seconds) { pending.answer != nil }
        guard let answer = pending.answer else { throw AssayError(.ASSAY_STATUS_DEADLINE_EXCEEDED, "no answer") }
        return answer
    }

    func get(_ url: String, flags: UInt32 = 0) throws -> Answer { try wait(send("GET", url, flags: flags)) }
}
