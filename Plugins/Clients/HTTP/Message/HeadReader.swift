// Assay: checks the head of a response, line by line, more strictly than libcurl does.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// How a body was coded.
enum ContentCoding {
    case identity
    case gzip
    case deflate
    case brotli
    /// One that this client does not know, or several at once.
    case unknown
}

/// What a head says. The rules and limits are HTTPFast's, so that a scenario that switches clients sees the same errors.
struct HeadReader {
    private(set) var status: Int32 = 0
    /// The empty line of a final response has come.
    private(set) var isComplete = false
    private(set) var isHTTP2 = false
    /// -1 when the head gives none.
    private(set) var contentLength: Int64 = -1
    private(set) var coding = ContentCoding.identity
    private(set) var hasLocation = false
    /// Bytes of the heads of this request, interim ones included.
    private(set) var size = 0
    private var isOpen = false
    private var isVersion10 = false
    private var hasTransferEncoding = false

    /// What a line was.
    enum Line: Equatable {
        /// The status line; the reason phrase begins at this offset.
        case status(reason: Int)
        case field
        /// The end of a final head.
        case end
        /// The end of an interim head, or a trailer.
        case other
        case failed(assay_client_error_t)
    }

    /// The most bytes of the heads of one request, and of one line.
    private static let maxHead = 64 << 10
    private static let maxLine = 16 << 10

    /// Takes a line as it was received, with its end.
    mutating func take(_ received: UnsafeRawBufferPointer) -> Line {
        size &+= received.count
        guard size <= Self.maxHead, received.count <= Self.maxLine else {
            return .failed(.ASSAY_CLIENT_HEADERS_TOO_LARGE)
        }
        let line = HeadReader.content(received)
        if isComplete { return takeTrailer(line) }
        if !isOpen { return takeStatus(line) }
        return line.count == 0 ? takeEnd() : takeField(line)
    }

    private static func content(_ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var end = line.count
        if end > 0, line[end - 1] == 10 { end -= 1 }
        if end > 0, line[end - 1] == 13 { end -= 1 }
        return UnsafeRawBufferPointer(rebasing: line[..<end])
    }

    /// The reason phrase of a status line, which begins at `start`.
    static func reason(_ line: UnsafeRawBufferPointer, _ start: Int) -> UnsafeRawBufferPointer {
        let line = content(line)
        return UnsafeRawBufferPointer(rebasing: line[min(start, line.count)...])
    }

    /// HTTP/1.x SP 3DIGIT [SP reason], or libcurl's "HTTP/2 200" for HTTP/2.
    private mutating func takeStatus(_ line: UnsafeRawBufferPointer) -> Line {
        let failure = Line.failed(.ASSAY_CLIENT_INVALID_STATUS_LINE)
        let isVersion1 = line.count >= 12 && line.starts(with: "HTTP/1.".utf8) && ASCII.isDigit(line[7])
        let isVersion2 = line.starts(with: "HTTP/2 ".utf8)
        guard isVersion1 || isVersion2 else { return failure }
        let code = isVersion1 ? 9 : 7
        guard line.count >= code + 3, line[code - 1] == ASCII.space, line[code] != UInt8(ascii: "0") else {
            return failure
        }
        var value: Int32 = 0
        for index in code..<(code + 3) {
            guard ASCII.isDigit(line[index]) else { return failure }
            value = value &* 10 &+ Int32(line[index] &- UInt8(ascii: "0"))
        }
        guard line.count == code + 3 || line[code + 3] == ASCII.space else { return failure }
        guard ASCII.isValue(UnsafeRawBufferPointer(rebasing: line[(code + 3)...])) else { return failure }
        let size = self.size
        self = HeadReader()
        self.size = size
        isOpen = true
        isHTTP2 = isVersion2
        isVersion10 = isVersion1 && line[7] == UInt8(ascii: "0")
        status = value
        return status == 101 ? .failed(.ASSAY_CLIENT_UNSUPPORTED) : .status(reason: min(code + 4, line.count))
    }

    private mutating func takeEnd() -> Line {
        isOpen = false
        // Such a message may be an attempt to smuggle another one (RFC 9112, section 6.1).
        if hasTransferEncoding && contentLength >= 0 { return .failed(.ASSAY_CLIENT_INVALID_CONTENT_LENGTH) }
        if hasTransferEncoding && isVersion10 { return .failed(.ASSAY_CLIENT_INVALID_TRANSFER_ENCODING) }
        guard status >= 200 else { return .other }
        isComplete = true
        return .end
    }

    private func takeTrailer(_ line: UnsafeRawBufferPointer) -> Line {
        line.count == 0 || HeadReader.split(line) != nil ? .other : .failed(.ASSAY_CLIENT_INVALID_HEADER)
    }

    private mutating func takeField(_ line: UnsafeRawBufferPointer) -> Line {
        guard let (name, value) = HeadReader.split(line) else { return .failed(.ASSAY_CLIENT_INVALID_HEADER) }
        if ASCII.equals(name, "content-length") {
            guard takeContentLength(value) else { return .failed(.ASSAY_CLIENT_INVALID_CONTENT_LENGTH) }
        } else if ASCII.equals(name, "transfer-encoding") {
            guard !hasTransferEncoding, ASCII.equals(value, "chunked") else {
                return .failed(.ASSAY_CLIENT_INVALID_TRANSFER_ENCODING)
            }
            hasTransferEncoding = true
        } else if ASCII.equals(name, "content-encoding") {
            takeCoding(value)
        } else if ASCII.equals(name, "location") {
            hasLocation = true
        }
        return .field
    }

    /// Name and value of a line; nil when it has no colon, no name or a blank in it, or control characters.
    private static func split(
        _ line: UnsafeRawBufferPointer
    ) -> (name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer)? {
        guard let colon = line.firstIndex(of: ASCII.colon) else { return nil }
        let name = UnsafeRawBufferPointer(rebasing: line[..<colon])
        let value = ASCII.trimmed(UnsafeRawBufferPointer(rebasing: line[(colon + 1)...]))
        return ASCII.isToken(name) && ASCII.isValue(value) ? (name, value) : nil
    }

    /// Reads a length of digits alone; a second one must be the same.
    private mutating func takeContentLength(_ value: UnsafeRawBufferPointer) -> Bool {
        guard value.count > 0, value.count <= 18, value.allSatisfy(ASCII.isDigit) else { return false }
        let length = value.reduce(Int64(0)) { $0 &* 10 &+ Int64($1 &- UInt8(ascii: "0")) }
        guard contentLength < 0 || contentLength == length else { return false }
        contentLength = length
        return true
    }

    private mutating func takeCoding(_ value: UnsafeRawBufferPointer) {
        for element in ASCII.elements(value) where !ASCII.equals(element, "identity") {
            guard coding == .identity else {
                coding = .unknown
                return
            }
            if ASCII.equals(element, "gzip") || ASCII.equals(element, "x-gzip") {
                coding = .gzip
            } else if ASCII.equals(element, "deflate") {
                coding = .deflate
            } else {
                coding = ASCII.equals(element, "br") ? .brotli : .unknown
            }
        }
    }
}
