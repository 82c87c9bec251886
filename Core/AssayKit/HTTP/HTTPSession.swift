// Assay: the requests of one user.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Sends the requests of one user. Every request is recorded by the client; a failed one does not throw, its response
/// says what happened. What throws is a stop: `CancellationError`, which a task passes on.
public final class HTTPSession {
    let driver: UserDriver
    let client: UnsafePointer<assay_client_t>
    let pointer: OpaquePointer
    /// The call of a user that sends one request after the other; further ones at the same time have calls in `others`.
    private var first: HTTPCall?
    private var others: [HTTPCall] = []

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

    /// As `get`, `post` and the others, with any method.
    ///
    /// - Parameters:
    ///   - url: a path that is appended to the host, or an absolute URL.
    ///   - name: groups requests in the statistics; the URL as given unless set.
    ///   - check: looks at the response and decides, with `success`, `failure` or an `expect…`; see `Response`.
    @discardableResult
    public func request(
        _ method: StaticString, _ url: String, name: String? = nil, headers: [HTTPHeader] = [], body: HTTPBody? = nil,
        options: RequestOptions = [], check: ((borrowing Response) throws -> Void)? = nil
    ) async throws -> Response {
        let call = try send(method, url, name, headers, body, check == nil ? options : options.union(.catchResponse))
        await withUnsafeContinuation { call.state.pointee.continuation = $0 }
        return try finish(call, check)
    }

    /// As `request`; each piece of the body goes to `onChunk` with the time it arrived, and is not kept.
    @discardableResult
    public func stream(
        _ method: StaticString, _ url: String, name: String? = nil, headers: [HTTPHeader] = [], body: HTTPBody? = nil,
        options: RequestOptions = [], onChunk: @escaping (UnsafeRawBufferPointer, _ arrived: Int64) -> Void
    ) async throws -> Response {
        let call = try send(method, url, name, headers, body, options.union(.stream), onChunk)
        await withUnsafeContinuation { call.state.pointee.continuation = $0 }
        return try finish(call, nil)
    }

    /// Not inlined, like `finish`: what they need for a moment must not be part of the frame that a waiting user keeps.
    @inline(never)
    private func send(
        _ method: StaticString, _ url: String, _ name: String?, _ headers: [HTTPHeader], _ body: HTTPBody?,
        _ options: RequestOptions, _ onChunk: ((UnsafeRawBufferPointer, Int64) -> Void)? = nil
    ) throws -> HTTPCall {
        guard !driver.isCancelled else { throw CancellationError() }
        let call = takeCall()
        call.fill(method, url, name, headers, body, options, scheduled: driver.takeSchedule())
        call.onChunk = onChunk
        let error = driver.home.error
        let status = client.pointee.send(pointer, call.request, call.call, error)
        guard status == .ASSAY_STATUS_OK else {
            call.state.pointee.isInUse = false
            throw AssayError(error.pointee)
        }
        driver.pending.insert(call)
        return call
    }

    private func takeCall() -> HTTPCall {
        if let first, !first.state.pointee.isInUse {
            first.state.pointee.isInUse = true
            return first
        }
        if let free = others.first(where: { !$0.state.pointee.isInUse }) {
            free.state.pointee.isInUse = true
            return free
        }
        let call = HTTPCall(self)
        call.state.pointee.isInUse = true
        if first == nil { first = call } else { others.append(call) }
        return call
    }

    @inline(never)
    private func finish(_ call: HTTPCall, _ check: ((borrowing Response) throws -> Void)?) throws -> Response {
        driver.pending.remove(call)
        call.onChunk = nil
        guard let received = call.state.pointee.response else { throw CancellationError() }
        call.state.pointee.response = nil
        call.state.pointee.isInUse = false
        let response = Response(received, self)
        if received.pointee.error == .ASSAY_CLIENT_CANCELLED { throw CancellationError() }
        if let check { try response.settle(check) }
        return response
    }
}
