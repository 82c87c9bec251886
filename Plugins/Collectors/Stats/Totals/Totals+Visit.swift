// Assay: what a snapshot's own functions visit.
// SPDX-License-Identifier: Apache-2.0
import CAssay

extension Totals {
    /// Visits the buckets of a row's response times, in milliseconds.
    static func visitTimes(
        _ snapshot: UnsafePointer<assay_stats_snapshot_t>?, _ row: UnsafePointer<assay_stats_row_t>?,
        _ visit: (@convention(c) (UnsafeMutableRawPointer?, Double, UInt64) -> Void)?, _ data: UnsafeMutableRawPointer?
    ) {
        guard let found = find(snapshot, row) else { return }
        found.population.pointee.response.histogram.visit { time, count in
            visit?(data, time / 1000, count)
            return true
        }
    }

    /// Visits the last seconds in which a row's requests ended.
    static func visitSeconds(
        _ snapshot: UnsafePointer<assay_stats_snapshot_t>?, _ row: UnsafePointer<assay_stats_row_t>?,
        _ visit: (@convention(c) (UnsafeMutableRawPointer?, Int64, UInt64, UInt64) -> Void)?,
        _ data: UnsafeMutableRawPointer?
    ) {
        guard let found = find(snapshot, row) else { return }
        for second in found.population.pointee.seconds.counts {
            visit?(data, second.second, UInt64(second.requests), UInt64(second.failures))
        }
    }

    /// The totals of a row, by its place in the snapshot; nil for a row of another snapshot.
    private static func find(
        _ snapshot: UnsafePointer<assay_stats_snapshot_t>?, _ row: UnsafePointer<assay_stats_row_t>?
    ) -> RowTotals? {
        guard let snapshot = snapshot?.pointee, let data = snapshot.snapshot_data, let rows = snapshot.rows, let row
        else { return nil }
        let totals = Unmanaged<Totals>.fromOpaque(data).takeUnretainedValue()
        let place = row - rows
        return totals.shown.indices.contains(place) ? totals.shown[place] : nil
    }
}
