// Assay: what a Range header asks for, where the native routes answer.
// SPDX-License-Identifier: Apache-2.0

/// The parts of a file that a client wants, as Starlette reads the header.
enum ByteRanges: Equatable {
    case whole
    case one(Range<UInt64>)
    /// Sorted, and apart from each other.
    case several([Range<UInt64>])
    /// Answered with 400 and this text.
    case malformed(String)
    /// Answered with 416.
    case unsatisfiable

    private static let most = 100

    /// Reads a header, for a file of `size` bytes.
    init(_ header: String, size: UInt64) {
        guard let equals = header.firstIndex(of: "=") else {
            self = .malformed("Malformed range header.")
            return
        }
        guard Self.trimmed(header[..<equals]).lowercased() == "bytes" else {
            self = .malformed("Only support bytes range")
            return
        }
        let parts = header[header.index(after: equals)...].split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count <= Self.most else {
            self = .whole
            return
        }
        let ranges = parts.compactMap { Self.bounds($0, Int64(clamping: size)) }
        if ranges.isEmpty {
            self = .malformed("Range header: range must be requested")
        } else if ranges.contains(where: { $0.start < 0 || $0.start >= Int64(clamping: size) }) {
            self = .unsatisfiable
        } else if ranges.contains(where: { $0.start >= $0.end }) {
            self = .malformed("Range header: start must be less than end")
        } else {
            self = Self.merged(ranges.map { UInt64($0.start)..<UInt64($0.end) })
        }
    }

    /// One part, "5-9", "5-" or "-9"; nil for what is none. The end is not checked.
    private static func bounds(_ text: Substring, _ size: Int64) -> (start: Int64, end: Int64)? {
        guard let dash = text.firstIndex(of: "-") else { return nil }
        let (first, last) = (trimmed(text[..<dash]), trimmed(text[text.index(after: dash)...]))
        if first.isEmpty {
            guard let length = Int64(last) else { return nil }
            let (start, isOverflow) = size.subtractingReportingOverflow(length)
            return isOverflow ? nil : (max(start, 0), size)
        }
        guard let start = Int64(first) else { return nil }
        if last.isEmpty { return (start, size) }
        guard let end = Int64(last) else { return nil }
        return (start, end < size ? end + 1 : size)
    }

    private static func merged(_ ranges: [Range<UInt64>]) -> ByteRanges {
        var result: [Range<UInt64>] = []
        for range in ranges.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
            if let last = result.last, range.lowerBound <= last.upperBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result.count == 1 ? .one(result[0]) : .several(result)
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}
