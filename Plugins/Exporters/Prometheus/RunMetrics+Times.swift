// Assay: the metrics of times.
// SPDX-License-Identifier: Apache-2.0
import AssayKit

extension RunMetrics {
    /// Response times, from schedule and from send.
    func writeTimes(_ rows: [StatsRow], to text: inout MetricText) {
        let name = "assay_http_req_duration_seconds"
        let help = "Time of a request, from its schedule to the end of the response."
        if buckets.isEmpty {
            writeSummary(name, help, rows.map { (Self.labels($0), $0.responseTime) }, to: &text)
        } else {
            writeHistogram(name, help, rows, to: &text)
        }
        writeSummary(
            "assay_http_req_from_send_seconds", "Time of a request, from sending to the end of the response.",
            rows.map { (Self.labels($0), $0.responseTimeFromSend) }, isShort: true, to: &text)
    }

    /// The phases of requests.
    func writePhases(_ rows: [StatsRow], to text: inout MetricText) {
        let series = rows.flatMap { row in
            row.phases.map { (Self.labels(row) + [("phase", $0.name)], $0.times) }
        }
        writeSummary("assay_http_req_phase_seconds", "Time of a phase of a request.", series, isShort: true, to: &text)
    }

    private func writeSummary(
        _ name: String, _ help: String, _ series: [([MetricText.Label], StatsTrend)], isShort: Bool = false,
        to text: inout MetricText
    ) {
        text.begin(name, "summary", help)
        for (labels, times) in series where times.count > 0 {
            for (quantile, value) in zip(Self.quantiles, times.percentiles)
            where !isShort || Self.shortQuantiles.contains(quantile) {
                text.sample(name, labels + [("quantile", quantile)], Self.seconds(value))
            }
            text.sample(name + "_sum", labels, times.average * Double(times.count) / 1000)
            text.sample(name + "_count", labels, Double(times.count))
        }
    }

    private func writeHistogram(_ name: String, _ help: String, _ rows: [StatsRow], to text: inout MetricText) {
        text.begin(name, "histogram", help)
        for row in rows where row.requestCount > 0 {
            let labels = Self.labels(row)
            var counts = [UInt64](repeating: 0, count: buckets.count + 1)
            for bucket in row.responseTimeBuckets {
                counts[buckets.firstIndex { bucket.time <= $0 * 1000 } ?? buckets.count] += bucket.count
            }
            var sum: UInt64 = 0
            for (bound, count) in zip(buckets.map { "\($0)" } + ["+Inf"], counts) {
                sum += count
                text.sample(name + "_bucket", labels + [("le", bound)], Double(sum))
            }
            let times = row.responseTime
            text.sample(name + "_sum", labels, times.average * Double(times.count) / 1000)
            text.sample(name + "_count", labels, Double(sum))
        }
    }

    /// Seconds of milliseconds, to the nanosecond: no digits that say nothing.
    private static func seconds(_ milliseconds: Double) -> Double { (milliseconds * 1e6).rounded() / 1e9 }

    /// The quantiles of what is not the response time itself.
    private static var shortQuantiles: [String] { ["0.5", "0.95", "0.99"] }

    /// The percentiles of a row, as quantiles.
    private static var quantiles: [String] {
        ["0.5", "0.66", "0.75", "0.8", "0.9", "0.95", "0.98", "0.99", "0.999", "0.9999", "1"]
    }
}
