// Assay: a client whose answers the test gives.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
public import CAssay

/// A client for the tests of scenarios: its requests wait until the test answers them.
public final class TestClient {
    /// A request that was sent.
    public struct Request {
        /// "GET".
        public let method: String
        /// The URL as passed.
        public let url: String
        /// The name in the statistics; empty for the URL.
        public let name: String
        /// The bits of client.h.
        public let flags: UInt32
        /// The body.
        public let body: [UInt8]
        /// When it was due; 0 for now.
        public let scheduled: assay_instant_t
    }

    /// How a request was counted by the scenario itself.
    public struct Verdict: Equatable {
        /// Whether it was a success.
        public let isSuccess: Bool
        /// Why not.
        public let error: String

        /// Makes one, to compare with.
        public init(isSuccess: Bool, error: String) {
            self.isSuccess = isSuccess
            self.error = error
        }
    }

    /// All that was sent, in order.
    public private(set) var requests: [Request] = []
    /// What `resolve` said, in order.
    public private(set) var verdicts: [Verdict] = []
    /// Sessions that are open, and responses that were not given back.
    public private(set) var sessionCount = 0
    /// Responses that were not given back.
    public private(set) var responseCount = 0
    /// How many requests wait for an answer.
    public var waitingCount: Int { waiting.count }

    /// Whether users that ask for a client get none.
    public var isMissing = false

    private var waiting: [UnsafeMutablePointer<assay_client_call_t>] = []
    private let host: TestHost
    let table: UnsafeMutablePointer<assay_client_t>
    var handle: OpaquePointer { OpaquePointer(Unmanaged.passUnretained(self).toOpaque()) }

    /// Makes a client for users on the work loop of `host`.
    public init(_ host: TestHost) {
        self.host = host
        table = place(TestClient.makeTable())
    }

    deinit { table.deallocate() }

    /// Answers the request that waits longest.
    public func answer(status: Int = 200, body: String = "") {
        guard !waiting.isEmpty else { return }
        let isSuccess = status < 400
        respond(waiting.removeFirst(), status, .ASSAY_CLIENT_OK, isSuccess ? "" : "\(status)", body)
    }

    /// Fails the request that waits longest.
    public func fail(_ error: assay_client_error_t, _ text: String) {
        guard !waiting.isEmpty else { return }
        respond(waiting.removeFirst(), 0, error, text, "")
    }

    private func respond(
        _ call: UnsafeMutablePointer<assay_client_call_t>, _ status: Int, _ error: assay_client_error_t,
        _ errorText: String, _ body: String
    ) {
        let answer = TestAnswer(self, errorText: errorText, body: body)
        answer.response.pointee.status = Int32(clamping: status)
        answer.response.pointee.error = error
        answer.response.pointee.is_success = errorText.isEmpty
        answer.response.pointee.end = host.work.now
        responseCount += 1
        host.enter(host.work) { call.pointee.on_response(call, answer.response) }
        host.work.turn()
    }
}

extension TestClient {
    private static func of(_ handle: OpaquePointer?) -> TestClient? {
        handle.map { Unmanaged<TestClient>.fromOpaque(UnsafeRawPointer($0)).takeUnretainedValue() }
    }

    private func send(
        _ request: assay_client_request_t, _ call: UnsafeMutablePointer<assay_client_call_t>
    ) {
        let body = UnsafeRawBufferPointer(start: request.body.data, count: request.body.length)
        requests.append(
            Request(
                method: String(request.method), url: String(request.url), name: String(request.name),
                flags: request.flags, body: Array(body), scheduled: request.scheduled))
        waiting.append(call)
    }

    private func cancel(_ call: UnsafeMutablePointer<assay_client_call_t>) {
        guard let index = waiting.firstIndex(of: call) else { return }
        respond(waiting.remove(at: index), 0, .ASSAY_CLIENT_CANCELLED, "cancelled", "")
    }

    fileprivate func keep(_ verdict: Verdict) { verdicts.append(verdict) }

    fileprivate func release() { responseCount -= 1 }

    private static func makeTable() -> assay_client_t {
        var table = assay_client_t()
        table.struct_size = UInt32(MemoryLayout<assay_client_t>.size)
        // The runner opens profiles; scenarios get one from their user host.
        table.open_session = { profile, _, session, _ in
            TestClient.of(profile)?.sessionCount += 1
            session?.pointee = profile
            return .ASSAY_STATUS_OK
        }
        table.close_session = { TestClient.of($0)?.sessionCount -= 1 }
        table.send = { session, request, call, _ in
            guard let request, let call else { return .ASSAY_STATUS_INVALID_ARGUMENT }
            TestClient.of(session)?.send(request.pointee, call)
            return .ASSAY_STATUS_OK
        }
        table.cancel = { session, call in call.map { TestClient.of(session)?.cancel($0) } }
        table.resolve = { response, isSuccess, error in
            TestAnswer.of(response)?.resolve(Verdict(isSuccess: isSuccess, error: String(error)))
        }
        table.release = { TestAnswer.of($0)?.release() }
        return table
    }
}

/// A response and the texts behind it, from the answer to `release`.
private final class TestAnswer {
    let response: UnsafeMutablePointer<assay_client_response_t>
    private let client: TestClient
    private let error: UnsafePointer<CChar>
    private let body: UnsafePointer<CChar>
    private var isResolved = false

    init(_ client: TestClient, errorText: String, body: String) {
        self.client = client
        error = text(errorText)
        self.body = text(body)
        response = place(assay_client_response_t())
        response.pointee.struct_size = UInt32(MemoryLayout<assay_client_response_t>.size)
        response.pointee.error_text = assay_string_t(data: error, length: errorText.utf8.count)
        response.pointee.body = assay_bytes_t(
            data: UnsafeRawPointer(self.body).assumingMemoryBound(to: UInt8.self), length: body.utf8.count)
        response.pointee.body_length = UInt64(body.utf8.count)
        // Given up by `release`.
        response.pointee.client_data = Unmanaged.passRetained(self).toOpaque()
    }

    deinit {
        response.deallocate()
        error.deallocate()
        body.deallocate()
    }

    static func of(_ response: UnsafeMutablePointer<assay_client_response_t>?) -> TestAnswer? {
        guard let data = response?.pointee.client_data else { return nil }
        return Unmanaged<TestAnswer>.fromOpaque(data).takeUnretainedValue()
    }

    func resolve(_ verdict: TestClient.Verdict) {
        if !isResolved { client.keep(verdict) }
        isResolved = true
    }

    func release() {
        client.release()
        Unmanaged.passUnretained(self).release()
    }
}
