// Assay: the requests of one user.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Sends the requests of one user. Every request is recorded by the client; a failed one does not throw, its response
/// says what happened. What throws is a stop: `CancellationError`, which a task passes on.
public final class HTTPSession {
    let driver: UserDriver
    let client: UnsafePointer<assay_client_t>
    let pointer: OpaquePointer
    private var idleCalls: [HTTPCall] = []

    /// Opens a session for the user of `context`; `HTTPUser` does it for you.
    public init(_ context: UserContext, _ options: HTTPOptions = .fast) throws {
        driver = context.driver
        let profile = try driver.home.profile(options)
        client = profile.client
        var session: OpaquePointer?
        let user = context.userID
        try AssayError.check { profile.client.pointee.open_session(profile.profile, user, &session, $0) }
        guard let session else {
            throw AssayError(.ASSAY_STATUS_INTERNAL, "the client gave no session", context: options.client)
        }
        pointer = session
    }

    deinit { client.pointee.close_session(pointer) }

    /// Sends a request and waits for its response.
    ///
    /// - Parameters:
    ///   - url: a path that is appended to the host, or an absolute URL.
    ///   - name: groups requests in the statistics; the URL as given unless set.
    ///   - check: looks at the response and decides, with `success`, `failure` or an `expect…`; see `Response`.
    @discardableResult
    public func request(
        _ method: String, _ url: String, name: String? = nil, headers: [HTTPHeader] = [], body: HTTPBody? = nil,
        options: RequestOptions = [], check: ((borrowing Response) throws -> Void)? = nil
    ) async throws -> Response {
        guard !driver.isCancelled else { throw CancellationError() }
        let call = idleCalls.popLast() ?? HTTPCall(self)
        fill(call, method, url, name, headers, body, check == nil ? options : options.union(.catchResponse))
        return try await finish(call, check)
    }

    /// As `request`; each piece of the body goes to `onChunk` with the time it arrived, and is not kept.
    @discardableResult
    public func stream(
        _ method: String, _ url: String, name: String? = nil, headers: [HTTPHeader] = [], body: HTTPBody? = nil,
        options: RequestOptions = [], onChunk: @escaping (UnsafeRawBufferPointer, _ arrived: Int64) -> Void
    ) async throws -> Response {
        guard !driver.isCancelled else { throw CancellationError() }
        let call = idleCalls.popLast() ?? HTTPCall(self)
        fill(call, method, url, name, headers, body, options.union(.stream))
        call.onChunk = onChunk
        return try await finish(call, nil)
    }

    private func finish(_ call: HTTPCall, _ check: ((borrowing Response) throws -> Void)?) async throws -> Response {
        driver.link(call)
        do {
            try await call.send()
        } catch {
            driver.unlink(call)
            throw error
        }
        driver.unlink(call)
        call.onChunk = nil
        guard let pointer = call.takeResponse() else { throw CancellationError() }
        idleCalls.append(call)
        let response = Response(pointer, self)
        if pointer.pointee.error == .ASSAY_CLIENT_CANCELLED { throw CancellationError() }
        if let check { try response.settle(check) }
        return response
    }

    private func fill(
        _ call: HTTPCall, _ method: String, _ url: String, _ name: String?, _ headers: [HTTPHeader], _ body: HTTPBody?,
        _ options: RequestOptions
    ) {
        var size = method.utf8.count &+ url.utf8.count &+ (name?.utf8.count ?? 0) &+ (body?.bytes.count ?? 0)
        size &+= headers.reduce(0) { $0 &+ $1.size } &+ (body?.headerSize ?? 0)
        call.reserve(size &+ 16)
        call.request.struct_size = UInt32(MemoryLayout<assay_client_request_t>.size)
        call.request.flags = options.rawValue
        call.request.method = call.keep(method)
        call.request.url = call.keep(url)
        call.request.name = name.map { call.keep($0) } ?? assay_string_t()
        call.request.scheduled = driver.takeSchedule()
        call.keepHeaders(headers, body)
    }
}
