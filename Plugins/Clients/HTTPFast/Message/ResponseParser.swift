// Assay: reads the head of an HTTP/1.1 response, strictly, in place.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Reads response heads. A line may end with a bare LF (RFC 9112, section 2.2); everything else that is not in the
/// grammar is an error.
enum ResponseParser {
    /// The most bytes of a head, interim responses before it included.
    static let maxHead = 64 << 10
    /// The most bytes of one line.
    static let maxLine = 16 << 10

    /// How far reading came.
    enum Outcome: Equatable {
        case complete
        /// More bytes are needed.
        case partial
        case failed(assay_client_error_t)
    }

    /// Reads the head at the start of `bytes`. `scanned` carries how many bytes earlier calls on the same start have
    /// looked at, so that a head that arrives byte by byte is not searched again and again.
    static func parse(_ bytes: ByteView, scanned: inout Int, into head: inout ResponseHead) -> Outcome {
        guard let lineEnd = bytes.index(of: ASCII.lineFeed) else { return checkPartialStatus(bytes) }
        let status = parseStatusLine(bytes[0, contentEnd(bytes, 0, lineEnd)], into: &head)
        guard status == .complete else { return status }
        head.fieldsStart = Int32(truncatingIfNeeded: lineEnd &+ 1)
        if scanned == 0 {
            // Usually all of it came at once.
            let outcome = parseFields(bytes, from: lineEnd &+ 1, into: &head)
            guard outcome == .partial else { return outcome }
            head = ResponseHead()
        }
        guard let end = findEnd(bytes, scanned: &scanned, firstLine: lineEnd) else {
            return bytes.count - scanned > maxLine || bytes.count > maxHead
                ? .failed(.ASSAY_CLIENT_HEADERS_TOO_LARGE) : .partial
        }
        guard end <= maxHead else { return .failed(.ASSAY_CLIENT_HEADERS_TOO_LARGE) }
        return parseFields(bytes[0, end], from: lineEnd &+ 1, into: &head)
    }

    /// Finds the offset behind the empty line, and keeps in `scanned` the start of the last line that is not complete.
    private static func findEnd(_ bytes: ByteView, scanned: inout Int, firstLine: Int) -> Int? {
        var start = max(scanned, firstLine &+ 1)
        while let lineEnd = bytes.index(of: ASCII.lineFeed, from: start) {
            let length = lineEnd &- start
            if length == 0 || (length == 1 && bytes[start] == ASCII.carriageReturn) { return lineEnd &+ 1 }
            start = lineEnd &+ 1
            scanned = start
            if start > maxHead { return start }
        }
        scanned = start
        return nil
    }

    /// The end of a line's content: without LF and, when there is one, without the CR before it.
    @inline(__always) static func contentEnd(_ bytes: ByteView, _ start: Int, _ lineEnd: Int) -> Int {
        lineEnd > start && bytes[lineEnd &- 1] == ASCII.carriageReturn ? lineEnd &- 1 : lineEnd
    }

    /// Refuses early what can no longer become a status line, so that a peer that speaks first in another protocol
    /// is not waited for.
    private static func checkPartialStatus(_ bytes: ByteView) -> Outcome {
        let expected: StaticString = "HTTP/1."
        let common = min(bytes.count, expected.utf8CodeUnitCount)
        for index in 0..<common where bytes[index] != expected.utf8Start[index] {
            return .failed(.ASSAY_CLIENT_INVALID_STATUS_LINE)
        }
        return bytes.count > maxLine ? .failed(.ASSAY_CLIENT_HEADERS_TOO_LARGE) : .partial
    }

    /// HTTP/1.x SP 3DIGIT [SP reason]
    private static func parseStatusLine(_ line: ByteView, into head: inout ResponseHead) -> Outcome {
        let failure = Outcome.failed(.ASSAY_CLIENT_INVALID_STATUS_LINE)
        guard line.count <= maxLine else { return .failed(.ASSAY_CLIENT_HEADERS_TOO_LARGE) }
        guard line.count >= 12, line.hasPrefix("HTTP/1."), ASCII.isDigit(line[7]), line[8] == ASCII.space,
            ASCII.isDigit(line[9]), ASCII.isDigit(line[10]), ASCII.isDigit(line[11]), line[9] != 48
        else { return failure }
        head.isVersion10 = line[7] == 48
        let hundreds = Int32(line[9] &- 48) &* 100
        head.status = hundreds &+ Int32(line[10] &- 48) &* 10 &+ Int32(line[11] &- 48)
        head.reasonStart = 12
        head.reasonLength = 0
        guard line.count > 12 else { return .complete }
        guard line[12] == ASCII.space else { return failure }
        for index in 13..<line.count where ASCII.isControl(line[index]) { return failure }
        head.reasonStart = 13
        head.reasonLength = Int32(truncatingIfNeeded: line.count &- 13)
        return .complete
    }
}
