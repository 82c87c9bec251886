// Assay: shell patterns, as --allowed-hosts and --cors-allowed-origins have them.
// SPDX-License-Identifier: Apache-2.0

/// A pattern that a text matches as Python's fnmatch says: '*' any bytes, '?' one, '[ab]' one of them, '[!ab]' another
/// one. Without a '*' the text must be equal to the pattern.
struct Glob: Sendable, Hashable {
    private let pattern: [UInt8]
    private let isLiteral: Bool

    init(_ text: String) {
        pattern = Array(text.utf8)
        isLiteral = !pattern.contains(UInt8(ascii: "*"))
    }

    /// Whether everything matches.
    var isWildcard: Bool { pattern == [UInt8(ascii: "*")] }

    /// Whether the pattern, taken literally, is `text`.
    func isExactly(_ text: String) -> Bool { text.utf8.elementsEqual(pattern) }

    /// Whether `text` matches; the time is bounded by the product of the two lengths.
    func matches(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        if isLiteral { return bytes == pattern }
        var (place, index) = (0, 0)
        // Where the last '*' stands, and what it has taken so far.
        var star: (place: Int, index: Int)?
        while index < bytes.count {
            if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
                star = (place, index)
                place += 1
            } else if let next = step(place, bytes[index]) {
                place = next
                index += 1
            } else if let last = star {
                star = (last.place, last.index + 1)
                (place, index) = (last.place + 1, last.index + 1)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
    }

    /// The place behind what matches `byte` at `place`; nil when it does not match.
    private func step(_ place: Int, _ byte: UInt8) -> Int? {
        guard place < pattern.count else { return nil }
        switch pattern[place] {
        case UInt8(ascii: "?"): return place + 1
        case UInt8(ascii: "["):
            guard let end = classEnd(place) else { return byte == pattern[place] ? place + 1 : nil }
            return isInClass(byte, place + 1..<end) ? end + 1 : nil
        default: return pattern[place] == byte ? place + 1 : nil
        }
    }

    /// The ']' of the class that begins at `place`. One that comes first is part of the class.
    private func classEnd(_ place: Int) -> Int? {
        var start = place + 1
        if start < pattern.count, pattern[start] == UInt8(ascii: "!") { start += 1 }
        guard start < pattern.count else { return nil }
        return pattern[(start + 1)...].firstIndex(of: UInt8(ascii: "]"))
    }

    private func isInClass(_ byte: UInt8, _ range: Range<Int>) -> Bool {
        var members = pattern[range]
        let isNegated = members.first == UInt8(ascii: "!")
        if isNegated { members = members.dropFirst() }
        var index = members.startIndex
        var isMember = false
        while index < members.endIndex {
            if index + 2 < members.endIndex, members[index + 1] == UInt8(ascii: "-") {
                isMember = isMember || (members[index] <= byte && byte <= members[index + 2])
                index += 3
            } else {
                isMember = isMember || members[index] == byte
                index += 1
            }
        }
        return isMember != isNegated
    }
}
