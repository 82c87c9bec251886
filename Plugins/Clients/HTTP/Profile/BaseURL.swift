// Assay: what relative request URLs are appended to.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayCurl

/// The base URL in the parts that a request needs.
struct BaseURL {
    /// "https://host:8080", without credentials; empty when there is no base.
    private(set) var origin: [UInt8] = []
    /// The path; it ends with "/".
    private(set) var path: [UInt8] = []
    private(set) var user: String?
    private(set) var password: String?
    /// A Unix socket to connect to; empty for TCP.
    private(set) var socket = ""

    /// Takes a base URL apart; "" is none.
    init(_ text: String) throws {
        guard !text.isEmpty else { return }
        var url = text
        if let unix = UnixURL(text) {
            socket = unix.socket
            url = unix.url
        }
        guard let parts = curl_url() else {
            throw AssayError(.ASSAY_STATUS_RESOURCE_EXHAUSTED, "libcurl has no memory for a url")
        }
        defer { curl_url_cleanup(parts) }
        let isValid = curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK
        let scheme = BaseURL.part(parts, CURLUPART_SCHEME)
        guard isValid, scheme == "http" || scheme == "https", BaseURL.part(parts, CURLUPART_QUERY) == nil else {
            throw AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT,
                "the base url must be http://, https:// or unix:/path.sock:/, without blanks and query", context: text)
        }
        let port = BaseURL.part(parts, CURLUPART_PORT).map { ":" + $0 } ?? ""
        origin = Array((scheme ?? "").utf8) + Array(("://" + (BaseURL.part(parts, CURLUPART_HOST) ?? "") + port).utf8)
        path = Array((BaseURL.part(parts, CURLUPART_PATH) ?? "/").utf8)
        if path.last != UInt8(ascii: "/") { path.append(UInt8(ascii: "/")) }
        user = BaseURL.part(parts, CURLUPART_USER, decoded: true)
        password = BaseURL.part(parts, CURLUPART_PASSWORD, decoded: true)
    }

    private static func part(_ url: OpaquePointer, _ part: CURLUPart, decoded: Bool = false) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(url, part, &text, decoded ? UInt32(CURLU_URLDECODE) : 0) == CURLUE_OK, let text else {
            return nil
        }
        defer { curl_free(text) }
        return String(cString: text)
    }
}

/// "unix:/path.sock:/target" as libcurl wants it: the socket apart from a URL.
struct UnixURL {
    let socket: String
    let url: String

    /// Nil when `text` is no such URL.
    init?(_ text: String) {
        guard text.hasPrefix("unix:/") else { return nil }
        let rest = text.dropFirst(5)
        let path = rest.prefix { $0 != ":" }
        guard path.utf8.count > 1, path.utf8.count < 108 else { return nil }
        socket = String(path)
        let target = rest.dropFirst(path.count + 1)
        url = "http://localhost" + (target.hasPrefix("/") ? target : "/" + target)
    }
}
