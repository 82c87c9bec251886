// Assay: lets a collector count, and looks at the sum.
// SPDX-License-Identifier: Apache-2.0
package import CAssay

/// Plays the runner for a started collector: shards count on the work loop, all else is asked on the main thread.
package struct CollectorCheck {
    let host: any ContractHost
    let component: UnsafePointer<assay_component_t>
    let table: assay_collector_t
    static let second: assay_time_t = 1_000_000_000

    package init(
        _ host: any ContractHost, _ component: UnsafePointer<assay_component_t>, _ table: assay_collector_t
    ) {
        self.host = host
        self.component = component
        self.table = table
    }

    /// The whole check.
    package func run() throws(Violation) {
        guard let shard = table.open_shard(component, 0) else { throw Violation("open_shard gives NULL") }
        let sample = CollectorSample(collector: table, shard: shard)
        table.reset(component, CollectorSample.start)
        try expectEmpty(try snapshot())
        for round in 1...3 { try count(sample, round: UInt64(round)) }
        try checkQueries(rounds: 3)
        try checkReset(sample)
    }

    /// The totals, a second after the start.
    func snapshot() throws(Violation) -> assay_stats_snapshot_t {
        let now = CollectorSample.start + Self.second
        guard let snapshot = table.snapshot(component, now)?.pointee else { throw Violation("snapshot gives NULL") }
        let size = MemoryLayout<assay_stats_snapshot_t>.size
        try require(
            Int(snapshot.struct_size) == size, "struct_size of the snapshot is \(snapshot.struct_size), wanted \(size)")
        try require(snapshot.time == now, "the snapshot's time is not that of the call")
        try require(
            snapshot.start_time == CollectorSample.start, "the snapshot's start_time is not that of the reset")
        try require(snapshot.row_count > 0 && snapshot.rows != nil, "the snapshot has no rows, not even the total")
        try require(
            snapshot.rows.map { $0 + (snapshot.row_count - 1) } == snapshot.total, "total is not the last of the rows")
        return snapshot
    }

    /// One round: counted, set apart and merged, each also once too often.
    private func count(_ sample: CollectorSample, round: UInt64) throws(Violation) {
        try host.onWorkLoop { () throws(Violation) in
            sample.addRound()
            sample.addException()
            table.flip(sample.shard)
            table.flip(sample.shard)
        }
        table.merge(sample.shard)
        table.merge(sample.shard)
        let snapshot = try snapshot()
        try checkTotal(snapshot, round)
        try checkRows(snapshot)
        try checkFaults(snapshot, round)
        try checkVisits(snapshot, round)
    }

    private func checkTotal(_ snapshot: assay_stats_snapshot_t, _ rounds: UInt64) throws(Violation) {
        guard let total = snapshot.total?.pointee else { return }
        let count = rounds * CollectorSample.count
        try require(
            total.request_count == count, "the total counts \(total.request_count) of \(count) requests")
        try require(
            total.failure_count == rounds, "the total counts \(total.failure_count) of \(rounds) failures")
        try require(
            total.interrupted_count == rounds,
            "the total counts \(total.interrupted_count) of \(rounds) interrupted requests")
        let bytes = count * CollectorSample.length
        try require(
            total.content_length == bytes, "the total's content_length is \(total.content_length), wanted \(bytes)")
        for trend in [total.response_time, total.response_time_from_send] { try check(trend, count: count) }
    }

    private func check(_ trend: assay_trend_t, count: UInt64) throws(Violation) {
        try require(
            trend.count == count,
            "response times are of \(trend.count) requests, wanted \(count): all but the interrupted ones")
        let (least, most) = (trend.minimum, trend.maximum)
        try require(
            least == 0.25 && most == 1000, "minimum and maximum are \(least) and \(most), wanted 0.25 and 1000")
        try require(least...most ~= trend.average, "the average is \(trend.average)")
        let percentiles = withUnsafeBytes(of: trend.percentiles) { Array($0.bindMemory(to: Double.self)) }
        try require(percentiles.last == most, "the last percentile is not the maximum")
        for (one, next) in zip(percentiles, percentiles.dropFirst()) {
            try require(one <= next, "percentiles fall from \(one) to \(next)")
        }
    }
}
