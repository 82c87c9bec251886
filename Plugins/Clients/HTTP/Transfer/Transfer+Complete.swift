// Assay: ends a transfer: the response is filled in, counted, handed over, and given back.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayCurl

extension Transfer {
    /// libcurl is done with the transfer.
    func end(_ result: CURLcode) {
        guard call != nil else { return detach() }
        if let failure { return complete(failure) }
        guard result != CURLE_OK else { return complete(successError) }
        let failed = CurlFailure(
            code: result, systemError: easy.map { assay_curl_get_long($0, CURLINFO_OS_ERRNO) } ?? 0,
            message: String(cString: errorBuffer), isSent: clock.ready != 0, head: head,
            usesProxy: !profile.settings.proxy.isEmpty || profile.settings.usesProxyOfEnvironment)
        complete(failed.error)
    }

    /// What is still wrong with a response that libcurl finds good.
    private var successError: assay_client_error_t {
        // libcurl takes the end of the connection for the end of the head.
        guard head.isComplete else { return .ASSAY_CLIENT_INCOMPLETE_RESPONSE }
        guard let decoder, !decoder.isDone else { return .ASSAY_CLIENT_OK }
        return .ASSAY_CLIENT_INVALID_CONTENT_ENCODING
    }

    /// Fills the response in, records it, and calls on_response. The session may be gone afterwards.
    func complete(_ error: assay_client_error_t) {
        guard let call, let session else { return }
        profile.loop.cancel(timer)
        let end = profile.loop.now
        let wasRunning = phase == .running
        phase = .over
        isAborting = true
        fillResponse(error, end)
        if !profile.multi.isInside { detach() }
        self.call = nil
        request = nil
        call.pointee.client_data.0 = nil
        session.end(self, wasRunning: wasRunning)
        if !catchesResponse && !isSilent { recordUsual() }
        response.pointee.client_data = Unmanaged.passRetained(self).toOpaque()
        call.pointee.on_response(call, response)
    }

    /// Ends the caller's use of the response.
    func release() {
        if catchesResponse && !isSilent && !isResolved { recordUsual() }
        headers.clear()
        reason.clear()
        body.clear()
        url.clear()
        errorText.clear()
        closeDecoder()
        headerList = nil
        let session = self.session
        self.session = nil
        phase = .idle
        session?.recycle(self)
    }

    private func fillResponse(_ error: assay_client_error_t, _ end: assay_instant_t) {
        response.pointee.struct_size = UInt32(MemoryLayout<assay_client_response_t>.size)
        response.pointee.status = head.status
        response.pointee.error = error
        response.pointee.is_success = error == .ASSAY_CLIENT_OK && head.status < 400
        response.pointee.headers = headers.text(0..<headers.count)
        response.pointee.reason = reason.text(0..<reason.count)
        if head.isComplete { response.pointee.body = body.abiBytes }
        response.pointee.scheduled = clock.scheduled
        response.pointee.start = clock.start
        response.pointee.end = end
        fillFigures(end &- clock.start)
        fillNames()
        response.pointee.error_text = response.pointee.is_success ? assay_string_t("") : text(of: error)
    }

    /// What only libcurl knows; of a transfer that it never began it knows nothing.
    private func fillFigures(_ span: Int64) {
        guard let easy, isAttached else {
            response.pointee.timings.blocked = span
            return
        }
        let number: (CURLINFO) -> UInt64 = { UInt64(clamping: assay_curl_get_offset(easy, $0)) }
        let request = UInt64(clamping: assay_curl_get_long(easy, CURLINFO_REQUEST_SIZE))
        let headers = UInt64(clamping: assay_curl_get_long(easy, CURLINFO_HEADER_SIZE))
        response.pointee.bytes_sent = request &+ number(CURLINFO_SIZE_UPLOAD_T)
        response.pointee.bytes_received = headers &+ number(CURLINFO_SIZE_DOWNLOAD_T)
        response.pointee.redirect_count = UInt32(clamping: assay_curl_get_long(easy, CURLINFO_REDIRECT_COUNT))
        let nanoseconds: (CURLINFO) -> Int64 = { Int64(assay_curl_get_offset(easy, $0)) &* 1000 }
        let split = TimingSplit(
            connect: nanoseconds(CURLINFO_CONNECT_TIME_T), handshake: nanoseconds(CURLINFO_APPCONNECT_TIME_T),
            ready: nanoseconds(CURLINFO_PRETRANSFER_TIME_T),
            firstByte: head.size > 0 ? nanoseconds(CURLINFO_STARTTRANSFER_TIME_T) : 0,
            total: nanoseconds(CURLINFO_TOTAL_TIME_T), sending: clock.sending,
            isNewConnection: assay_curl_get_long(easy, CURLINFO_NUM_CONNECTS) > 0)
        response.pointee.timings = split.timings(span: span)
    }

    /// Keeps URL and names, since the request may be gone when they are needed.
    private func fillNames() {
        guard let request else { return }
        let name = request.pointee.name.length > 0 ? request.pointee.name : request.pointee.url
        if !names.set(request.pointee.method, name, profile.recorder) { isResolved = true }
        url.clear()
        if isAttached, let easy, let text = assay_curl_get_text(easy, CURLINFO_EFFECTIVE_URL) {
            appendURL(String(cString: text))
        } else {
            _ = url.append(request.pointee.url.bytes)
        }
        _ = url.append(0 as UInt8)
        response.pointee.url = url.text(0..<max(0, url.count - 1))
    }

    /// A URL in reports has no credentials.
    private func appendURL(_ text: String) {
        let bytes = Array(text.utf8)
        let slash = UInt8(ascii: "/")
        let start = bytes.firstIndex(of: slash).map { min($0 + 2, bytes.count) } ?? 0
        let authority = bytes[start...].prefix { $0 != slash }
        let host = authority.lastIndex(of: UInt8(ascii: "@")).map { $0 + 1 } ?? start
        (bytes[..<start] + bytes[host...]).withUnsafeBytes { _ = url.append($0) }
    }
}
