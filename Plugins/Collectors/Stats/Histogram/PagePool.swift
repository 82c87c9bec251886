// Assay: the memory of histogram counts: pages that are given out, and come back.
// SPDX-License-Identifier: Apache-2.0

/// 128 counts of 32 bits. A free page links to the next one in its first eight bytes.
typealias HistogramPage = UnsafeMutablePointer<UInt32>

/// Pages that nobody uses. A pool belongs to one thread; taking a page allocates only while the pool is empty.
///
/// Raw memory is safe here: every page has the same size, is owned by exactly one histogram or pool, and is freed by
/// `free` alone.
struct PagePool {
    static let pageShift = 7
    static let pageCounts = 1 << pageShift

    private var first: UnsafeMutableRawPointer?
    private var last: UnsafeMutableRawPointer?

    /// Takes a page of zeros.
    mutating func take() -> HistogramPage {
        guard let page = first else { return Self.allocate() }
        first = page.load(as: UnsafeMutableRawPointer?.self)
        page.storeBytes(of: nil, as: UnsafeMutableRawPointer?.self)
        return page.assumingMemoryBound(to: UInt32.self)
    }

    /// Takes a page back; it is cleared here.
    mutating func put(_ page: HistogramPage) {
        page.update(repeating: 0, count: Self.pageCounts)
        let raw = UnsafeMutableRawPointer(page)
        raw.storeBytes(of: first, as: UnsafeMutableRawPointer?.self)
        if first == nil { last = raw }
        first = raw
    }

    /// Moves all pages of `other` here, however many they are, in one step.
    mutating func absorb(_ other: inout PagePool) {
        guard let otherLast = other.last, other.first != nil else { return }
        otherLast.storeBytes(of: first, as: UnsafeMutableRawPointer?.self)
        if first == nil { last = otherLast }
        first = other.first
        other.first = nil
    }

    /// Frees all pages.
    mutating func free() {
        while let page = first {
            first = page.load(as: UnsafeMutableRawPointer?.self)
            page.deallocate()
        }
    }

    private static func allocate() -> HistogramPage {
        let raw = UnsafeMutableRawPointer.allocate(byteCount: pageCounts * 4, alignment: 64)
        let page = raw.bindMemory(to: UInt32.self, capacity: pageCounts)
        page.initialize(repeating: 0, count: pageCounts)
        return page
    }
}
