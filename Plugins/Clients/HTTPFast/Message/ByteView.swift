// Assay: a view of bytes by pointer and length; unlike a buffer pointer it is trivially stored in C-like structs.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

/// Bytes that someone else keeps. Every access is checked against `count` by its user: the parsers below index only
/// within it.
struct ByteView {
    var base: UnsafePointer<UInt8>
    var count: Int

    @inline(__always) init(_ base: UnsafePointer<UInt8>, _ count: Int) {
        self.base = base
        self.count = count
    }

    /// The bytes of a constant.
    @inline(__always) init(_ text: StaticString) {
        self.init(text.utf8Start, text.utf8CodeUnitCount)
    }

    /// The bytes that an ABI string lends; a NULL pointer is empty, whatever the length says.
    @inline(__always) init(_ text: assay_string_t) {
        if let data = text.data {
            self.init(UnsafeRawPointer(data).assumingMemoryBound(to: UInt8.self), text.length)
        } else {
            self.init("" as StaticString)
        }
    }

    @inline(__always) init(_ bytes: assay_bytes_t) {
        if let data = bytes.data { self.init(data, bytes.length) } else { self.init("" as StaticString) }
    }

    /// The byte at `index`, which must be below `count`.
    @inline(__always) subscript(_ index: Int) -> UInt8 {
        assert(index >= 0 && index < count)
        return base[index]
    }

    /// The bytes from `start` up to `end`; both within the view.
    @inline(__always) subscript(_ start: Int, _ end: Int) -> ByteView {
        assert(start >= 0 && start <= end && end <= count)
        return ByteView(base + start, end &- start)
    }

    /// Where `byte` first is at or after `start`, or nil.
    @inline(__always) func index(of byte: UInt8, from start: Int = 0) -> Int? {
        guard start < count, let found = memchr(base + start, Int32(byte), count &- start) else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    @inline(__always) func equals(_ other: ByteView) -> Bool {
        count == other.count && memcmp(base, other.base, count) == 0
    }

    /// Compares without regard to the case of ASCII letters; `lowercase` is in lower case.
    @inline(__always) func equalsIgnoringCase(_ lowercase: StaticString) -> Bool {
        guard count == lowercase.utf8CodeUnitCount else { return false }
        let other = lowercase.utf8Start
        for index in 0..<count where ASCII.lower(base[index]) != other[index] { return false }
        return true
    }

    func equalsIgnoringCase(_ other: ByteView) -> Bool {
        guard count == other.count else { return false }
        for index in 0..<count where ASCII.lower(base[index]) != ASCII.lower(other.base[index]) { return false }
        return true
    }

    func hasPrefix(_ prefix: StaticString) -> Bool {
        count >= prefix.utf8CodeUnitCount && memcmp(base, prefix.utf8Start, prefix.utf8CodeUnitCount) == 0
    }

    /// Without blanks at both ends.
    @inline(__always) var trimmed: ByteView {
        var start = 0
        var end = count
        while start < end, ASCII.isBlank(base[start]) { start &+= 1 }
        while end > start, ASCII.isBlank(base[end &- 1]) { end &-= 1 }
        return self[start, end]
    }

    /// A copy as text, for cold paths.
    var string: String { String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self) }

    var abiString: assay_string_t {
        assay_string_t(data: UnsafeRawPointer(base).assumingMemoryBound(to: CChar.self), length: count)
    }
}
