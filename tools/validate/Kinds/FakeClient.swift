// Assay: an HTTP client that answers every request at once.
// SPDX-License-Identifier: Apache-2.0
import AssayContract
import CAssay

/// A client for scenarios under test: every request gets the same answer on the next turn of the loop.
enum FakeClient {
    /// One response and the texts behind it, from `send` to `release`.
    private final class Answer {
        let response = UnsafeMutablePointer<assay_client_response_t>.allocate(capacity: 1)
        let call: UnsafeMutablePointer<assay_client_call_t>

        init(_ call: UnsafeMutablePointer<assay_client_call_t>) {
            self.call = call
            response.initialize(to: FakeClient.makeResponse())
        }

        deinit { response.deallocate() }
    }

    /// Texts that every answer refers to. nonisolated(unsafe): made once, at the first use, never freed, only read.
    nonisolated(unsafe) private static let arena = Arena()
    nonisolated(unsafe) private static let body = arena.text("{\"ok\": true}")
    nonisolated(unsafe) private static let headers = arena.text("Content-Type: application/json\r\n")
    nonisolated(unsafe) private static let empty = arena.text("")

    /// The table. nonisolated(unsafe): as the texts.
    nonisolated(unsafe) static let table = UnsafePointer(arena.place(makeTable()))
    /// Profiles and sessions hold nothing; any address that is not NULL stands for one.
    static var handle: OpaquePointer { OpaquePointer(table) }

    private static func makeTable() -> assay_client_t {
        var table = assay_client_t()
        table.struct_size = UInt32(MemoryLayout<assay_client_t>.size)
        table.open_profile = { _, _, _, _, profile, _ in
            profile?.pointee = FakeClient.handle
            return .ASSAY_STATUS_OK
        }
        table.close_profile = { _ in }
        table.open_session = { _, _, session, _ in
            session?.pointee = FakeClient.handle
            return .ASSAY_STATUS_OK
        }
        table.close_session = { _ in }
        table.send = { _, _, call, _ in
            guard let call, let host = TestHost.current else { return .ASSAY_STATUS_INVALID_ARGUMENT }
            host.require(host.work, "client.send")
            FakeClient.answer(call, on: host.work)
            return .ASSAY_STATUS_OK
        }
        table.cancel = { _, _ in }
        table.resolve = { _, _, _ in }
        table.release = { response in
            guard let data = response?.pointee.client_data else { return }
            Unmanaged<Answer>.fromOpaque(data).release()
        }
        return table
    }

    private static func answer(_ call: UnsafeMutablePointer<assay_client_call_t>, on loop: TestLoop) {
        let answer = Answer(call)
        let data = Unmanaged.passRetained(answer).toOpaque()
        answer.response.pointee.client_data = data
        loop.postRemote(
            TestLoop.Job(
                function: { data, _ in
                    guard let data else { return }
                    let answer = Unmanaged<Answer>.fromOpaque(data).takeUnretainedValue()
                    answer.call.pointee.on_response?(answer.call, answer.response)
                }, first: data, second: nil))
    }

    private static func makeResponse() -> assay_client_response_t {
        var response = assay_client_response_t()
        response.struct_size = UInt32(MemoryLayout<assay_client_response_t>.size)
        response.status = 200
        response.is_success = true
        response.error_text = assay_string_t(data: empty, length: 0)
        response.headers = assay_string_t(data: headers, length: 32)
        response.reason = assay_string_t(data: empty, length: 0)
        response.body = assay_bytes_t(
            data: body.map { UnsafeRawPointer($0).assumingMemoryBound(to: UInt8.self) }, length: 12)
        response.url = assay_string_t(data: empty, length: 0)
        response.body_length = 12
        response.start = TestLoop.now()
        response.scheduled = response.start
        response.end = response.start
        return response
    }
}
