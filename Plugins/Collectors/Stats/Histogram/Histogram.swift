// Assay: a log-linear histogram whose counts lie in pages made on first use.
// SPDX-License-Identifier: Apache-2.0

/// Counts of times by bucket, in pages that are made on first use. A count stays at its highest value when it gets there.
///
/// The table of pages is raw memory so that adding a time is a handful of instructions: it has one entry for every page
/// that `Precision` can need, and `bucket(of:)` cannot exceed it.
struct Histogram<Precision: HistogramPrecision> {
    private let pages: UnsafeMutablePointer<HistogramPage?>

    static var pageCount: Int { (Precision.bucketCount - 1) >> PagePool.pageShift + 1 }

    init() {
        pages = .allocate(capacity: Self.pageCount)
        pages.initialize(repeating: nil, count: Self.pageCount)
    }

    /// Counts one time, or several equal ones, in microseconds.
    @inline(__always)
    func add(_ time: UInt64, count times: UInt32 = 1, _ pool: inout PagePool) {
        let bucket = Precision.bucket(of: min(time, HistogramRange.highest))
        let slot = bucket >> PagePool.pageShift
        let page: HistogramPage
        if let existing = pages[slot] {
            page = existing
        } else {
            page = pool.take()
            pages[slot] = page
        }
        let offset = bucket & (PagePool.pageCounts - 1)
        let (sum, isOver) = page[offset].addingReportingOverflow(times)
        page[offset] = isOver ? .max : sum
    }

    /// Adds the counts of another histogram.
    func add(_ other: Histogram, _ pool: inout PagePool) {
        for slot in 0..<Self.pageCount {
            guard let source = other.pages[slot] else { continue }
            guard let page = pages[slot] else {
                let page = pool.take()
                page.update(from: source, count: PagePool.pageCounts)
                pages[slot] = page
                continue
            }
            Self.add(source, to: page)
        }
    }

    /// Adds a page to another one, sixteen counts at a time: pages are aligned to that.
    private static func add(_ source: HistogramPage, to page: HistogramPage) {
        typealias Counts = SIMD16<UInt32>
        let from = UnsafeRawPointer(source).assumingMemoryBound(to: Counts.self)
        let into = UnsafeMutableRawPointer(page).assumingMemoryBound(to: Counts.self)
        for index in 0..<PagePool.pageCounts / Counts.scalarCount {
            var sum = into[index] &+ from[index]
            sum.replace(with: .max, where: sum .< from[index])
            into[index] = sum
        }
    }

    /// Calls `visit` with the middle of each bucket that is not empty, in microseconds, and its count, in rising order,
    /// until it returns false.
    func visit(_ visit: (_ time: Double, _ count: UInt64) -> Bool) {
        for slot in 0..<Self.pageCount {
            guard let page = pages[slot] else { continue }
            for offset in 0..<PagePool.pageCounts where page[offset] != 0 {
                let bucket = slot << PagePool.pageShift | offset
                if !visit(Precision.middle(of: bucket), UInt64(page[offset])) { return }
            }
        }
    }

    /// Gives all pages back; the histogram is empty afterwards.
    func clear(into pool: inout PagePool) {
        for slot in 0..<Self.pageCount {
            guard let page = pages[slot] else { continue }
            pool.put(page)
            pages[slot] = nil
        }
    }

    /// Ends the histogram: its pages go to `pool`, the table is freed.
    func destroy(into pool: inout PagePool) {
        clear(into: &pool)
        pages.deallocate()
    }

    /// Bytes in use: the table and the pages.
    var byteCount: Int {
        let used = (0..<Self.pageCount).reduce(0) { $0 + (pages[$1] == nil ? 0 : 1) }
        return Self.pageCount * MemoryLayout<HistogramPage?>.stride + used * PagePool.pageCounts * 4
    }
}
