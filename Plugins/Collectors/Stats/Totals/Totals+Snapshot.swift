// Assay: makes a snapshot of the totals.
// SPDX-License-Identifier: Apache-2.0
import CAssay

extension Totals {
    /// The totals at `now`, as C structs. Valid until the next snapshot, reset or the end of the totals.
    func snapshot(_ now: assay_time_t) -> UnsafePointer<assay_stats_snapshot_t> {
        var header = assay_stats_snapshot_t()
        header.struct_size = UInt32(MemoryLayout<assay_stats_snapshot_t>.size)
        header.time = now
        header.start_time = startTime
        header.other_error_count = errors.otherCount
        header.has_other_names = hasOtherNames
        header.snapshot_data = Unmanaged.passUnretained(self).toOpaque()
        header.visit_response_times = { Totals.visitTimes($0, $1, $2, $3) }
        header.visit_seconds = { Totals.visitSeconds($0, $1, $2, $3) }
        shown = orderedRows().filter { $0 !== rows[0] && $0 !== groups[0] || !$0.population.pointee.isEmpty }
        return output.write(
            header, rows: shown.map { figures(of: $0, now) }, errors: errors.all.map(Self.error),
            exceptions: exceptions.all.map(Self.exception))
    }

    private static func error(_ total: FaultTotal) -> assay_stats_error_t {
        assay_stats_error_t(
            struct_size: UInt32(MemoryLayout<assay_stats_error_t>.size), method: total.place.firstText,
            name: total.place.secondText, error: total.text.secondText, occurrences: total.occurrences,
            first_seen: total.firstSeen, last_seen: total.lastSeen)
    }

    private static func exception(_ total: FaultTotal) -> assay_stats_exception_t {
        assay_stats_exception_t(
            struct_size: UInt32(MemoryLayout<assay_stats_exception_t>.size), message: total.text.firstText,
            trace: total.text.secondText, user_class: total.place.firstText, task: total.place.secondText,
            count: total.occurrences)
    }

    /// A row's figures: what depends on its requests alone is computed once after they came in, rates each time.
    private func figures(of row: RowTotals, _ now: assay_time_t) -> assay_stats_row_t {
        var figures = row.figures ?? Self.sums(of: row)
        row.figures = figures
        let whole = Double(figures.request_count)
        let seconds = elapsed
        figures.total_rps = seconds > 0 ? whole / seconds : 0
        figures.total_failures_per_second = seconds > 0 ? Double(figures.failure_count) / seconds : 0
        let current = currentRates(row.population.pointee)
        figures.current_rps = current.requests
        figures.current_failures_per_second = current.failures
        Self.write(currentPercentiles(of: row, figures.response_time, now), to: &figures)
        return figures
    }

    /// The percentiles of the ten seconds that end now, within the row's exact extremes; -1 without a request.
    private func currentPercentiles(of row: RowTotals, _ times: assay_trend_t, _ now: assay_time_t) -> [Double] {
        let wanted = Trend<TwoDigits>.reported
        let last = now / 1_000_000_000
        guard let found = row.window?.percentiles(wanted, in: (last - 9)...max(last, last - 9), &pages) else {
            return wanted.map { _ in -1 }
        }
        return found.map { min(max($0, times.minimum), times.maximum) }
    }

    private static func write(_ current: [Double], to figures: inout assay_stats_row_t) {
        figures.current_median = current[0]
        figures.current_percentile_95 = current[5]
        withUnsafeMutableBytes(of: &figures.current_percentiles) { bytes in
            let output = bytes.bindMemory(to: Double.self)
            for index in 0..<min(output.count, current.count) { output[index] = current[index] }
        }
    }

    /// Seconds from the start to the last request, as Locust's total rates have it; 0 without a request.
    var elapsed: Double {
        let last = total.population.pointee.lastRequest
        return last > startTime ? Double(last - startTime) / 1e9 : 0
    }

    /// Requests and failures a second as Locust has them: the mean of the ten seconds that end two seconds before the last
    /// request of all.
    private func currentRates(_ population: Population) -> (requests: Double, failures: Double) {
        let last = total.population.pointee.lastRequest / 1_000_000_000
        let first = max(last - 12, startTime / 1_000_000_000)
        guard last > 0, first < last - 2 else { return (0, 0) }
        var requests = 0.0
        var failures = 0.0
        for second in first..<last - 2 {
            let count = population.seconds.count(of: second)
            requests += Double(count.requests)
            failures += Double(count.failures)
        }
        let seconds = Double(last - 2 - first)
        return (requests / seconds, failures / seconds)
    }

    private static func sums(of row: RowTotals) -> assay_stats_row_t {
        let population = row.population.pointee
        var figures = assay_stats_row_t()
        figures.struct_size = UInt32(MemoryLayout<assay_stats_row_t>.size)
        figures.kind = row.kind
        figures.method = row.texts.firstText
        figures.name = row.texts.secondText
        figures.request_count = population.requestCount
        figures.failure_count = population.failureCount
        figures.interrupted_count = population.interruptedCount
        figures.content_length = population.contentLength
        figures.bytes_sent = population.bytesSent
        figures.bytes_received = population.bytesReceived
        figures.first_request = population.firstRequest
        figures.last_request = population.lastRequest
        figures.response_time = population.response.cTrend()
        figures.response_time_from_send = population.isSplit ? population.sendTrend.cTrend() : figures.response_time
        withUnsafeMutableBytes(of: &figures.phases) { bytes in
            let phases = bytes.bindMemory(to: assay_trend_t.self)
            for phase in 0..<min(phases.count, Population.phaseCount) {
                phases[phase] = population.phases[phase].cTrend(of: population.requestCount)
            }
        }
        return figures
    }
}

extension Trend {
    /// The percentiles of a row, in the header's order.
    static var reported: [Double] { [50, 66, 75, 80, 90, 95, 98, 99, 99.9, 99.99, 100] }

    /// The trend as the C struct has it. With `total`, those of the total that were not added count as 0.
    fileprivate func cTrend(of total: UInt64? = nil) -> assay_trend_t {
        let zeros = total.map { $0 > count ? $0 - count : 0 } ?? 0
        var trend = assay_trend_t()
        trend.count = count &+ zeros
        trend.minimum = minimum(zeroCount: zeros)
        trend.maximum = maximum
        trend.average = average(zeroCount: zeros)
        let values = percentiles(Self.reported, zeroCount: zeros)
        withUnsafeMutableBytes(of: &trend.percentiles) { bytes in
            let output = bytes.bindMemory(to: Double.self)
            for index in 0..<min(output.count, values.count) { output[index] = values[index] }
        }
        return trend
    }
}
