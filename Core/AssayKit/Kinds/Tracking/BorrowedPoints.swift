// Assay: values of metrics lent to a C function.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Lends values of metrics for the length of a call.
enum BorrowedPoints {
    static func lend<Result>(
        _ metrics: MetricPoints,
        _ body: (assay_string_t, assay_string_t, assay_string_t, UnsafeBufferPointer<assay_metric_point_t>) -> Result
    ) -> Result {
        var bytes: [UInt8] = []
        var ends: [Int] = []
        func add(_ text: String) {
            bytes += text.utf8
            ends.append(bytes.count)
        }
        add(metrics.workspace)
        add(metrics.principal)
        add(metrics.runID)
        for point in metrics.points { add(point.key) }
        return bytes.withUnsafeBufferPointer { all in
            func text(_ index: Int) -> assay_string_t {
                let start = index == 0 ? 0 : ends[index - 1]
                return assay_string_t(UnsafeBufferPointer(rebasing: all[start..<ends[index]]))
            }
            let points = metrics.points.enumerated().map { index, point in
                assay_metric_point_t(
                    key: text(index + 3), value: point.value, timestamp_ms: point.timestamp, step: point.step)
            }
            return points.withUnsafeBufferPointer { body(text(0), text(1), text(2), $0) }
        }
    }
}
