// Assay: the rows of our own file.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay

/// PREFIX_assay.csv: what Locust has no column for. Times are in milliseconds with three decimals.
enum PreciseTable {
    static var columns: [String] {
        let percentiles = StatsTrend.percentileNames
        return ["Kind", "Method", "Name", "Requests", "Failures", "Interrupted", "Bytes Sent", "Bytes Received"]
            + ["Average", "Min", "Max"] + percentiles
            + ["From Send Average", "From Send Min", "From Send Max"] + percentiles.map { "From Send \($0)" }
            + StatsRow.phaseNames.flatMap { ["\($0) Average", "\($0) 95%", "\($0) Max"] }
    }

    /// Names, user classes and the total.
    static func rows(_ statistics: StatsSnapshot) -> [[String]] {
        statistics.rows.map { row in
            [
                kind(row.kind), row.method, row.name, "\(row.requestCount)", "\(row.failureCount)",
                "\(row.interruptedCount)", "\(row.bytesSent)", "\(row.bytesReceived)",
            ] + trend(row.responseTime) + trend(row.responseTimeFromSend)
                + row.phases.flatMap { [$0.times.average, $0.times[percentile: 95], $0.times.maximum].map(cell) }
        }
    }

    private static func trend(_ times: StatsTrend) -> [String] {
        ([times.average, times.minimum, times.maximum] + times.percentiles).map(cell)
    }

    private static func cell(_ time: Double) -> String { time.fixed(3) }

    private static func kind(_ kind: assay_row_kind_t) -> String {
        switch kind {
        case .ASSAY_ROW_REQUEST: "request"
        case .ASSAY_ROW_USER_CLASS: "user class"
        case .ASSAY_ROW_TOTAL: "total"
        @unknown default: "other"
        }
    }
}
