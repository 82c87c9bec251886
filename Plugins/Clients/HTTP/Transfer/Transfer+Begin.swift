// Assay: takes a request over and starts it.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayCurl

extension Transfer {
    /// Takes a request over. It was checked.
    func begin(
        _ session: Session, _ request: UnsafePointer<assay_client_request_t>,
        _ call: UnsafeMutablePointer<assay_client_call_t>
    ) {
        self.session = session
        self.request = request
        self.call = call
        call.pointee.client_data.0 = Unmanaged.passUnretained(self).toOpaque()
        flags = request.pointee.flags
        phase = .queued
        failure = nil
        isAborting = false
        isResolved = false
        bodySent = 0
        head = HeadReader()
        response.pointee = assay_client_response_t()
        clock = TransferClock(request.pointee, now: profile.loop.now, timeout: profile.settings.common.timeout)
        setTimer()
    }

    /// Sets the options of this request and hands it to libcurl; what cannot be sent fails at the loop's next turn.
    func start() {
        phase = .running
        guard let easy, let request, !isAborting else { return }
        errorBuffer.pointee = 0
        guard let target = RequestURL(request.pointee.url.bytes, profile.base) else {
            return abort(.ASSAY_CLIENT_INVALID_URL)
        }
        guard let list = profile.headerList(request.pointee) else { return abort(.ASSAY_CLIENT_OUT_OF_RESOURCES) }
        headerList = list
        var options = CurlOptions(easy)
        target.bytes.withUnsafeBytes { bytes in
            let text = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            options.check(assay_curl_set_text(easy, CURLOPT_URL, text))
        }
        setPlace(&options, target)
        setMethod(&options, request.pointee)
        if let lines = list.pointer { options.set(CURLOPT_HTTPHEADER, UnsafeMutableRawPointer(lines)) }
        options.set(CURLOPT_FOLLOWLOCATION, followsRedirects ? 1 : 0)
        guard options.failed == nil else { return abort(.ASSAY_CLIENT_UNSUPPORTED) }
        isAttached = profile.multi.add(easy)
        if isAttached { profile.multi.kick() } else { abort(.ASSAY_CLIENT_OUT_OF_RESOURCES) }
    }

    private func setPlace(_ options: inout CurlOptions, _ target: RequestURL) {
        let socket = target.socket.isEmpty ? profile.settings.common.unixSocket : target.socket
        if socket.isEmpty {
            options.clear(CURLOPT_UNIX_SOCKET_PATH)
        } else {
            options.set(CURLOPT_UNIX_SOCKET_PATH, socket)
        }
        if target.isRelative, let user = profile.base.user {
            options.set(CURLOPT_USERNAME, user)
            options.set(CURLOPT_PASSWORD, profile.base.password ?? "")
        } else {
            options.clear(CURLOPT_USERNAME)
            options.clear(CURLOPT_PASSWORD)
        }
    }

    /// GET, HEAD and POST are libcurl's own; any other method is one of these under another name.
    private func setMethod(_ options: inout CurlOptions, _ request: assay_client_request_t) {
        let method = String(request.method)
        let sendsBody = request.body.length > 0 || ["POST", "PUT", "PATCH"].contains(method)
        if sendsBody {
            options.set(CURLOPT_POST, 1)
            options.set(CURLOPT_POSTFIELDSIZE_LARGE, offset: request.body.length)
        } else if method == "HEAD" {
            options.set(CURLOPT_NOBODY, 1)
        } else {
            options.set(CURLOPT_HTTPGET, 1)
        }
        // A body follows a redirect unless the method was POST: only POST may become GET (RFC 9110, section 15.4).
        options.set(CURLOPT_POSTREDIR, method == "POST" ? 0 : Int(CURL_REDIR_POST_301 | CURL_REDIR_POST_302))
        let isOwn = method == "GET" && !sendsBody || method == "HEAD" && !sendsBody || method == "POST"
        if isOwn { options.clear(CURLOPT_CUSTOMREQUEST) } else { options.set(CURLOPT_CUSTOMREQUEST, method) }
    }

    /// Arms the timer for the nearest deadline.
    func setTimer() {
        let next = min(clock.deadline, clock.firstByteDeadline)
        if next == .max { profile.loop.cancel(timer) } else { profile.loop.add(timer, at: next) }
    }

    /// Ends the transfer from outside; on_response comes at the loop's next turn, since the caller may be inside
    /// `send`, `cancel` or a callback of libcurl.
    func abort(_ error: assay_client_error_t) {
        guard call != nil, !isAborting else { return }
        isAborting = true
        failure = error
        profile.loop.add(timer, at: profile.loop.now)
    }

    /// Called by the loop when a deadline has come.
    func handleTimer() {
        guard call != nil else { return }
        let now = profile.loop.now
        if isAborting {
            complete(failure ?? .ASSAY_CLIENT_CANCELLED)
        } else if clock.firstByteDeadline <= now && clock.firstByteDeadline <= clock.deadline {
            complete(.ASSAY_CLIENT_FIRST_BYTE_TIMEOUT)
        } else if clock.deadline <= now {
            complete(.ASSAY_CLIENT_TIMEOUT)
        } else {
            setTimer()
        }
    }
}
