// Assay: heads that the parser takes and a server must not.
// SPDX-License-Identifier: Apache-2.0
import NIOHTTP1

/// What two servers on the way could read in two ways (RFC 9112), so that a request could hide in another one.
enum RequestFraming {
    private static let invalid = Answer(status: .badRequest, plain: "Invalid HTTP request received.")

    /// What is answered to a head that is at fault; nil when it is in order.
    static func fault(_ head: HTTPRequestHead, isHTTP10: Bool) -> Answer? {
        let hosts = head.headers["host"].count
        guard hosts == 1 || (hosts == 0 && isHTTP10) else { return invalid }
        if head.method == .CONNECT { return Answer(status: .methodNotAllowed, plain: "this server is no proxy") }
        let codings = head.headers["transfer-encoding"]
        if codings.isEmpty { return nil }
        guard !isHTTP10 else { return invalid }
        guard codings.count == 1, codings[0].lowercased() == "chunked" else {
            return Answer(status: .notImplemented, plain: "of transfer codings, this server knows chunked alone")
        }
        return nil
    }

    /// The hosts that a request names: in its header, and in its target, where proxies have it.
    static func hosts(_ head: HTTPRequestHead) -> [String] {
        let named = head.headers.first(name: "host") ?? ""
        guard !head.uri.hasPrefix("/"), let slashes = head.uri.firstRange(of: "://") else { return [named] }
        return [named, String(head.uri[slashes.upperBound...].prefix { !"/?#".contains($0) })]
    }
}
