// Assay: error texts, cut to a bound and with memory addresses masked.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Memory for one text at a time, reused so that a known error costs no allocation.
struct TextBuffer {
    /// Longer texts are cut here, between two characters.
    static let limit = 1024
    private static let marker: StaticString = "object at 0x"
    private let bytes: UnsafeMutablePointer<UInt8>

    init() {
        bytes = .allocate(capacity: Self.limit)
        bytes.initialize(repeating: 0, count: Self.limit)
    }

    func destroy() { bytes.deallocate() }

    /// `text`, cut to the limit, with "0x7f3a…" behind "object at " replaced by "0x....", so that errors which differ in an
    /// address alone are one error. Borrowed until the next call.
    func masked(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        let cut = Self.cut(text, Self.limit)
        guard Self.firstMarker(in: cut) != nil else { return cut }
        var rest = cut
        var length = 0
        while let at = Self.firstMarker(in: rest) {
            let head = at + Self.marker.utf8CodeUnitCount
            length = append(UnsafeRawBufferPointer(rebasing: rest[..<head]), length)
            var end = head
            while end < rest.count, isxdigit(Int32(rest[end])) != 0 { end += 1 }
            // Four dots in place of at least four digits: the text cannot outgrow the buffer.
            if end - head >= 4 {
                for _ in 0..<4 {
                    bytes[length] = UInt8(ascii: ".")
                    length += 1
                }
            } else {
                length = append(UnsafeRawBufferPointer(rebasing: rest[head..<end]), length)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[end...])
        }
        length = append(rest, length)
        return UnsafeRawBufferPointer(start: bytes, count: length)
    }

    private func append(_ part: UnsafeRawBufferPointer, _ length: Int) -> Int {
        for index in 0..<part.count { bytes[length + index] = part[index] }
        return length + part.count
    }

    /// Where "object at 0x" stands first: looks for the rare '0', and then around it.
    private static func firstMarker(in text: UnsafeRawBufferPointer) -> Int? {
        guard let start = text.baseAddress else { return nil }
        let length = marker.utf8CodeUnitCount
        var from = length - 2
        while from < text.count - 1, let zero = memchr(start + from, 0x30, text.count - 1 - from) {
            let at = UnsafeRawPointer(zero) - start - (length - 2)
            if memcmp(start + at, marker.utf8Start, length) == 0 { return at }
            from = at + length - 1
        }
        return nil
    }

    /// At most `limit` bytes of a text, cut between two characters.
    static func cut(_ text: UnsafeRawBufferPointer, _ limit: Int) -> UnsafeRawBufferPointer {
        guard text.count > limit else { return text }
        var end = limit
        while end > 0, text[end] & 0xC0 == 0x80 { end -= 1 }
        return UnsafeRawBufferPointer(rebasing: text[..<end])
    }
}
