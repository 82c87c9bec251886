// Assay: conditional requests, where Flask's routes answer.
// SPDX-License-Identifier: Apache-2.0
import AssayKit

/// What the conditional headers of a request make of a download, as Werkzeug reads them.
enum Conditions: Equatable {
    case whole
    case one(Range<UInt64>)
    /// 416.
    case unsatisfiable
    /// 304, without a body.
    case notModified
    /// 412, with the body all the same.
    case failed

    init(_ exchange: Exchange, _ info: ArtifactInfo) {
        let tag = info.etag
        let modified = HTTPTime.seconds(info.modified)
        if let header = exchange.header("range"), Self.takesRange(exchange.header("if-range"), tag, modified) {
            self = Self.range(header, info.size).map { .one($0) } ?? .unsatisfiable
            return
        }
        if let wanted = exchange.header("if-match").map({ ETags($0) }), !wanted.isEmpty {
            self = wanted.hasStrong(tag) ? .whole : .failed
        } else if let known = exchange.header("if-none-match").map({ ETags($0) }), !known.isEmpty {
            self = known.has(tag) ? .notModified : .whole
        } else if let since = exchange.header("if-modified-since").flatMap({ HTTPTime.seconds($0) }) {
            self = modified <= since ? .notModified : .whole
        } else {
            self = .whole
        }
    }

    private static func takesRange(_ header: String?, _ tag: String, _ modified: Int64) -> Bool {
        guard let header, !header.isEmpty else { return true }
        if let date = HTTPTime.seconds(header) { return modified <= date }
        return ETags(header).hasStrong(tag)
    }

    /// The one range of a header; several are refused, as all that is no range is.
    private static func range(_ header: String, _ size: UInt64) -> Range<UInt64>? {
        guard case .one(let range) = ByteRanges(header, size: size), !header.contains(",") else { return nil }
        // A suffix that is longer than the file is none.
        if let dash = header.firstRange(of: "=-"), let length = UInt64(header[dash.upperBound...]), length > size {
            return nil
        }
        return range
    }
}

/// The value of If-Match or If-None-Match.
struct ETags {
    private var strong: [String] = []
    private var weak: [String] = []
    private var isAny = false

    init(_ header: String) {
        for part in header.split(separator: ",") {
            var text = part.drop { $0 == " " }
            while text.last == " " { text.removeLast() }
            if text == "*" { isAny = true }
            let isWeak = text.hasPrefix("W/") || text.hasPrefix("w/")
            if isWeak { text = text.dropFirst(2) }
            if text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") { text = text.dropFirst().dropLast() }
            if isWeak { weak.append(String(text)) } else { strong.append(String(text)) }
        }
    }

    var isEmpty: Bool { strong.isEmpty && weak.isEmpty }

    func hasStrong(_ tag: String) -> Bool { isAny || strong.contains(tag) }

    func has(_ tag: String) -> Bool { hasStrong(tag) || weak.contains(tag) }
}
