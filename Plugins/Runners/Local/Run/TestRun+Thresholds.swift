// Assay: judging thresholds on merged figures.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// A threshold, judged.
struct JudgedThreshold {
    let threshold: Threshold
    /// nil when nothing was measured.
    let value: Double?

    /// A figure that was never measured passes no threshold: a test that did nothing proves nothing.
    var isPassed: Bool { value.map { threshold.passes($0) } ?? false }
}

extension TestRun {
    /// Judges all thresholds.
    func judgeThresholds(_ now: assay_time_t) -> [JudgedThreshold] {
        plan.thresholds.map { JudgedThreshold(threshold: $0, value: value(of: $0, now)) }
    }

    /// Ends the run when a threshold that is to end it fails.
    func checkAborts(_ now: assay_time_t) {
        let elapsed = Double(main.now &- startInstant) / 1e9
        for threshold in plan.thresholds where threshold.abortsRun && elapsed >= threshold.delay {
            guard let value = value(of: threshold, now), !threshold.passes(value) else { continue }
            hasAborted = true
            stop(reason: "threshold failed: \(threshold.expression)")
            return
        }
    }

    private func value(of threshold: Threshold, _ now: assay_time_t) -> Double? {
        let seconds = max(Double(main.now &- startInstant) / 1e9, 1e-9)
        switch (threshold.metric, threshold.aggregation) {
        case ("iterations", "count"): return Double(health.iterationCount)
        case ("iterations", "rate"): return Double(health.iterationCount) / seconds
        case ("dropped_iterations", "count"): return Double(health.droppedCount)
        case ("dropped_iterations", "rate"): return Double(health.droppedCount) / seconds
        default: return query(threshold, now)
        }
    }

    private func query(_ threshold: Threshold, _ now: assay_time_t) -> Double? {
        var value = 0.0
        let status = withText(threshold.metric) { metric in
            withText(threshold.filters["method"]) { method in
                withText(threshold.filters["name"]) { name in
                    withText(threshold.filters["user_class"]) { userClass in
                        withText(threshold.aggregation) { aggregation in
                            var query = assay_stats_query_t(
                                struct_size: UInt32(MemoryLayout<assay_stats_query_t>.size), metric: metric,
                                method: method, name: name, user_class: userClass, aggregation: aggregation,
                                percentile: threshold.percentile)
                            return parts.collectorFunctions.pointee.query(parts.collector, &query, now, &value, nil)
                        }
                    }
                }
            }
        }
        return status == .ASSAY_STATUS_OK ? value : nil
    }

    private func withText<Result>(_ text: String?, _ body: (UnsafePointer<CChar>?) -> Result) -> Result {
        text?.withCString { body($0) } ?? body(nil)
    }
}
