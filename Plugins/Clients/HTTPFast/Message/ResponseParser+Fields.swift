// Assay: reads the header lines of a response.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension ResponseParser {
    /// Reads the lines of `bytes` from `start` up to the empty line; partial when there is none.
    static func parseFields(_ bytes: ByteView, from start: Int, into head: inout ResponseHead) -> Outcome {
        var lineStart = start
        var hasTransferEncoding = false
        while lineStart < maxHead {
            guard let first = lineLimit(bytes, lineStart) else { return .partial }
            if first.isEnd {
                head.fieldsEnd = Int32(truncatingIfNeeded: lineStart)
                head.length = first.next
                return checkFraming(hasTransferEncoding, head)
            }
            guard let colon = nameEnd(bytes, lineStart) else { return .failed(.ASSAY_CLIENT_INVALID_HEADER) }
            guard colon < bytes.count else { return .partial }
            let end = bytes.controlIndex(from: colon &+ 1)
            guard let limit = lineLimit(bytes, end) else { return .partial }
            guard limit.isEnd else { return .failed(.ASSAY_CLIENT_INVALID_HEADER) }
            guard limit.next &- lineStart <= maxLine &+ 1 else { return .failed(.ASSAY_CLIENT_HEADERS_TOO_LARGE) }
            let value = bytes[colon &+ 1, end].trimmed
            if let error = apply(bytes[lineStart, colon], value, bytes, &hasTransferEncoding, &head) {
                return .failed(error)
            }
            lineStart = limit.next
        }
        return .failed(.ASSAY_CLIENT_HEADERS_TOO_LARGE)
    }

    /// Whether a line ends at `index`, and where the next one starts then; nil when more bytes are needed to tell.
    @inline(__always) private static func lineLimit(_ bytes: ByteView, _ index: Int) -> (isEnd: Bool, next: Int)? {
        guard index < bytes.count else { return nil }
        if bytes[index] == ASCII.lineFeed { return (true, index &+ 1) }
        guard bytes[index] == ASCII.carriageReturn else { return (false, index) }
        guard index &+ 1 < bytes.count else { return nil }
        return (bytes[index &+ 1] == ASCII.lineFeed, index &+ 2)
    }

    /// Such a message may be an attempt to smuggle another one (RFC 9112, section 6.1).
    @inline(__always) private static func checkFraming(_ hasTransferEncoding: Bool, _ head: ResponseHead) -> Outcome {
        if hasTransferEncoding && head.contentLength >= 0 { return .failed(.ASSAY_CLIENT_INVALID_CONTENT_LENGTH) }
        if hasTransferEncoding && head.isVersion10 { return .failed(.ASSAY_CLIENT_INVALID_TRANSFER_ENCODING) }
        return .complete
    }

    /// The offset of the colon behind a valid name, `bytes.count` when the name has no end yet. Nil when the line has no
    /// colon, or an empty name, a blank in it, or continues the line before (obs-fold).
    @inline(__always) private static func nameEnd(_ bytes: ByteView, _ start: Int) -> Int? {
        var index = start &+ bytes.plainNameLength(from: start)
        while index < bytes.count, ASCII.isToken(bytes[index]) { index &+= 1 }
        guard index < bytes.count else { return index }
        return index > start && bytes[index] == ASCII.colon ? index : nil
    }

    /// Whether `value` has no control characters but tabs.
    @inline(__always) static func isValue(_ value: ByteView) -> Bool { value.controlIndex(from: 0) == value.count }

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
