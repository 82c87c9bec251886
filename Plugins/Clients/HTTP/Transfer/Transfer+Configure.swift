// Assay: the options of an easy handle that are the same for all its requests.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayCurl

extension Transfer {
    /// Sets them. Throws when libcurl lacks one, which would otherwise be ignored in silence.
    func configure(
        _ easy: UnsafeMutableRawPointer, _ share: UnsafeMutableRawPointer, _ me: UnsafeMutableRawPointer
    ) throws {
        var options = CurlOptions(easy)
        setCallbacks(&options, me)
        setLimits(&options)
        options.set(CURLOPT_SHARE, share)
        if profile.settings.common.cookies { options.set(CURLOPT_COOKIEFILE, "") }
        setTLS(&options, profile.settings.common.tls)
        setProxy(&options)
        let version =
            switch profile.settings.version {
            case .automatic: CURL_HTTP_VERSION_2TLS
            case .http1: CURL_HTTP_VERSION_1_1
            case .http2: CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE
            }
        options.set(CURLOPT_HTTP_VERSION, Int(version))
        if let failed = options.failed {
            throw AssayError(
                .ASSAY_STATUS_UNIMPLEMENTED, "this libcurl refuses an option that the client needs", context: failed)
        }
    }

    private func setCallbacks(_ options: inout CurlOptions, _ me: UnsafeMutableRawPointer) {
        options.set(CURLOPT_PRIVATE, me)
        options.set(CURLOPT_ERRORBUFFER, UnsafeMutableRawPointer(errorBuffer))
        options.check(
            assay_curl_set_header(
                options.easy,
                { bytes, size, count, data in Transfer.with(data) { $0.receiveHeader(bytes, size &* count) } }, me))
        options.check(
            assay_curl_set_write(
                options.easy,
                { bytes, size, count, data in Transfer.with(data) { $0.receiveBody(bytes, size &* count) } }, me))
        options.check(
            assay_curl_set_read(
                options.easy,
                { bytes, size, count, data in Transfer.with(data) { $0.provideBody(bytes, size &* count) } }, me))
        options.check(
            assay_curl_set_seek(
                options.easy, { data, offset, origin in Int32(Transfer.with(data) { $0.seekBody(offset, origin) }) }, me
            ))
        options.check(
            assay_curl_set_before_request(
                options.easy, { data, _, _, _, _ in Int32(Transfer.with(data) { $0.beginRequest() }) }, me))
    }

    private static func with(_ data: UnsafeMutableRawPointer?, _ body: (Transfer) -> Int) -> Int {
        guard let data else { return 0 }
        return body(Transfer.of(data))
    }

    private func setLimits(_ options: inout CurlOptions) {
        let common = profile.settings.common
        options.set(CURLOPT_NOSIGNAL, 1)
        options.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        // Bodies are decoded here: see BodyDecoder.
        options.set(CURLOPT_HTTP_CONTENT_DECODING, 0)
        options.set(CURLOPT_PROTOCOLS_STR, "http,https")
        options.set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
        options.set(CURLOPT_MAXREDIRS, common.maxRedirects)
        options.set(CURLOPT_FORBID_REUSE, common.keepAlive ? 0 : 1)
        // 0 would be libcurl's own limit of five minutes.
        let milliseconds = common.connectTimeout > 0 ? max(1, common.connectTimeout / 1_000_000) : 2_147_483_647
        options.set(CURLOPT_CONNECTTIMEOUT_MS, Int(milliseconds))
    }

    private func setTLS(_ options: inout CurlOptions, _ tls: ClientConfig.TLS) {
        options.set(CURLOPT_SSL_VERIFYPEER, tls.verify ? 1 : 0)
        options.set(CURLOPT_SSL_VERIFYHOST, tls.verify ? 2 : 0)
        // Every new connection pays for a whole handshake, so that the figures do not depend on the past.
        options.set(CURLOPT_SSL_SESSIONID_CACHE, 0)
        if !tls.caFile.isEmpty { options.set(CURLOPT_CAINFO, tls.caFile) }
        guard !tls.certificateFile.isEmpty else { return }
        options.set(CURLOPT_SSLCERT, tls.certificateFile)
        options.set(CURLOPT_SSLKEY, tls.keyFile.isEmpty ? tls.certificateFile : tls.keyFile)
    }

    private func setProxy(_ options: inout CurlOptions) {
        let settings = profile.settings
        guard !settings.proxy.isEmpty else {
            // An empty text, unlike none, keeps libcurl from looking into the environment.
            if !settings.usesProxyOfEnvironment { options.set(CURLOPT_PROXY, "") }
            return
        }
        options.set(CURLOPT_PROXY, settings.proxy)
        options.set(CURLOPT_NOPROXY, settings.noProxy)
        if !settings.proxyCredentials.isEmpty { options.set(CURLOPT_PROXYUSERPWD, settings.proxyCredentials) }
    }
}
