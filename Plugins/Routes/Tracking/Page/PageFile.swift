// Assay: one file of a web page.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import Glibc

/// A file, and the headers that go with it.
struct PageFile: Sendable {
    let name: String
    let bytes: [UInt8]
    let modified: timespec

    /// Changes when the file does.
    var tag: String { "\"\(modified.tv_sec).\(modified.tv_nsec)-\(bytes.count)\"" }

    /// The answer to a request that has a file of this tag already, or of none.
    func answer(_ knownTag: String?, cache: String) -> RouteAnswer {
        let caching = [(name: "cache-control", value: cache), (name: "etag", value: tag)]
        if let knownTag, knownTag == "*" || knownTag.contains(tag) { return RouteAnswer(status: 304, headers: caching) }
        return RouteAnswer(status: 200, headers: [("content-type", contentType)] + caching, body: bytes)
    }

    private var contentType: String {
        let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        switch ending {
        case "html": return "text/html; charset=utf-8"
        case "js", "mjs": return "text/javascript; charset=utf-8"
        case "css": return "text/css; charset=utf-8"
        case "txt": return "text/plain; charset=utf-8"
        case "json": return "application/json"
        case "svg": return "image/svg+xml; charset=utf-8"
        case "ico": return "image/vnd.microsoft.icon"
        case "png", "gif", "webp": return "image/\(ending)"
        case "jpg", "jpeg": return "image/jpeg"
        case "ttf", "woff", "woff2": return "font/\(ending)"
        case "eot": return "application/vnd.ms-fontobject"
        case "wasm": return "application/wasm"
        default: return "application/octet-stream"
        }
    }
}
