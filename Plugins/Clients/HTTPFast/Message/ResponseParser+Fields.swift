// Assay: reads the header lines of a response.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension ResponseParser {
    /// Reads the lines of `bytes` from `start` up to the empty line; partial when there is none.
    static func parseFields(_ bytes: ByteView, from start: Int, into head: inout ResponseHead) -> Outcome {
        var lineStart = start
        var hasTransferEncoding = false
        while true {
            guard let lineEnd = bytes.index(of: ASCII.lineFeed, from: lineStart) else { return .partial }
            let end = contentEnd(bytes, lineStart, lineEnd)
            if end == lineStart {
                head.length = lineEnd &+ 1
                break
            }
            guard lineEnd < maxHead else { return .failed(.ASSAY_CLIENT_HEADERS_TOO_LARGE) }
            guard lineEnd &- lineStart <= maxLine else { return .failed(.ASSAY_CLIENT_HEADERS_TOO_LARGE) }
            guard let colon = nameEnd(bytes, lineStart, end) else { return .failed(.ASSAY_CLIENT_INVALID_HEADER) }
            let value = bytes[colon &+ 1, end].trimmed
            guard isValue(value) else { return .failed(.ASSAY_CLIENT_INVALID_HEADER) }
            if let error = apply(bytes[lineStart, colon], value, bytes, &hasTransferEncoding, &head) {
                return .failed(error)
            }
            lineStart = lineEnd &+ 1
        }
        head.fieldsEnd = Int32(truncatingIfNeeded: lineStart)
        // Such a message may be an attempt to smuggle another one (RFC 9112, section 6.1).
        if hasTransferEncoding && head.contentLength >= 0 { return .failed(.ASSAY_CLIENT_INVALID_CONTENT_LENGTH) }
        if hasTransferEncoding && head.isVersion10 { return .failed(.ASSAY_CLIENT_INVALID_TRANSFER_ENCODING) }
        return .complete
    }

    /// The offset of the colon behind a valid name, or nil: then the line has no colon, or an empty name, a blank in
    /// it, or it continues the line before (obs-fold).
    @inline(__always) static func nameEnd(_ bytes: ByteView, _ start: Int, _ end: Int) -> Int? {
        var index = start &+ bytes.plainNameLength(from: start)
        while index < end, ASCII.isToken(bytes[index]) { index &+= 1 }
        return index < end && index > start && bytes[index] == ASCII.colon ? index : nil
    }

    /// Whether `value` has no control characters but tabs.
    @inline(__always) static func isValue(_ value: ByteView) -> Bool {
        !value.hasControl
    }

    @inline(__always) private static func apply(
        _ name: ByteView, _ value: ByteView, _ bytes: ByteView, _ hasTransferEncoding: inout Bool,
        _ head: inout ResponseHead
    ) -> assay_client_error_t? {
        switch name.count {
        case 8 where name.equalsName("location"):
            head.locationStart = Int32(truncatingIfNeeded: value.base - bytes.base)
            head.locationLength = Int32(truncatingIfNeeded: value.count)
        case 10 where name.equalsName("connection"):
            applyConnection(value, &head)
        case 10 where name.equalsName("set-cookie"):
            head.hasCookies = true
        case 14 where name.equalsName("content-length"):
            return applyContentLength(value, &head) ? nil : .ASSAY_CLIENT_INVALID_CONTENT_LENGTH
        case 16 where name.equalsName("content-encoding"):
            applyCoding(value, &head)
        case 17 where name.equalsName("transfer-encoding"):
            guard !hasTransferEncoding, value.equalsIgnoringCase("chunked") else {
                return .ASSAY_CLIENT_INVALID_TRANSFER_ENCODING
            }
            hasTransferEncoding = true
            head.isChunked = true
        default:
            break
        }
        return nil
    }

    /// Reads a length of digits alone; a second one must be the same.
    private static func applyContentLength(_ value: ByteView, _ head: inout ResponseHead) -> Bool {
        guard value.count > 0, value.count <= 18 else { return false }
        var length: Int64 = 0
        for index in 0..<value.count {
            guard ASCII.isDigit(value[index]) else { return false }
            length = length &* 10 &+ Int64(value[index] &- 48)
        }
        guard head.contentLength < 0 || head.contentLength == length else { return false }
        head.contentLength = length
        return true
    }

    private static func applyConnection(_ value: ByteView, _ head: inout ResponseHead) {
        forEachElement(value) { element in
            if element.equalsIgnoringCase("close") {
                head.saysClose = true
            } else if element.count == 10, element.equalsName("keep-alive") {
                head.saysKeepAlive = true
            }
        }
    }

    private static func applyCoding(_ value: ByteView, _ head: inout ResponseHead) {
        forEachElement(value) { element in
            let coding = ContentCoding(element)
            guard coding != .identity else { return }
            head.coding = head.coding == .identity ? coding : .unknown
        }
    }

    /// Calls `body` with each element of a comma-separated list.
    private static func forEachElement(_ list: ByteView, _ body: (ByteView) -> Void) {
        var start = 0
        while start < list.count {
            let end = list.index(of: 44, from: start) ?? list.count
            let element = list[start, end].trimmed
            if element.count > 0 { body(element) }
            start = end &+ 1
        }
    }
}

extension ContentCoding {
    /// The coding with this name.
    init(_ name: ByteView) {
        if name.equalsIgnoringCase("gzip") || name.equalsIgnoringCase("x-gzip") {
            self = .gzip
        } else if name.equalsIgnoringCase("deflate") {
            self = .deflate
        } else if name.equalsIgnoringCase("br") {
            self = .brotli
        } else {
            self = name.equalsIgnoringCase("identity") ? .identity : .unknown
        }
    }
}
