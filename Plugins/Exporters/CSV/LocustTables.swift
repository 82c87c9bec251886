// Assay: the rows of Locust's files.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay

/// PREFIX_stats.csv: one row for each name, and the total.
enum RequestTable {
    static var columns: [String] {
        [
            "Type", "Name", "Request Count", "Failure Count", "Median Response Time", "Average Response Time",
            "Min Response Time", "Max Response Time", "Average Content Size", "Requests/s", "Failures/s",
        ] + StatsTrend.percentileNames
    }

    static func rows(_ statistics: StatsSnapshot) -> [[String]] {
        LocustRow.all(statistics).map { row in
            [row.method, row.name] + LocustRow.counts(row) + LocustRow.times(row)
                + ["\(row.totalRPS)", "\(row.totalFailuresPerSecond)"]
                + LocustRow.percentiles(row, row.responseTime.percentiles)
        }
    }
}

/// PREFIX_stats_history.csv: rows are added each second; of the total alone, or of every name.
enum HistoryTable {
    static var columns: [String] {
        ["Timestamp", "User Count", "Type", "Name", "Requests/s", "Failures/s"] + StatsTrend.percentileNames + [
            "Total Request Count", "Total Failure Count", "Total Median Response Time", "Total Average Response Time",
            "Total Min Response Time", "Total Max Response Time", "Total Average Content Size",
        ]
    }

    /// In the full history percentiles are those of the last 10 s, else those of the whole run, as in Locust.
    static func rows(_ statistics: StatsSnapshot, _ state: RunState, isFull: Bool) -> [[String]] {
        let rows = isFull ? LocustRow.all(statistics) : [statistics.total].compactMap { $0 }
        return rows.map { row in
            let percentiles = isFull ? row.currentPercentiles : row.responseTime.percentiles
            return [
                "\(statistics.time / 1_000_000_000)", "\(state.userCount)", row.method, row.name,
                row.currentRPS.fixed(6), row.currentFailuresPerSecond.fixed(6),
            ] + LocustRow.percentiles(row, percentiles) + LocustRow.counts(row) + LocustRow.times(row)
        }
    }
}

/// PREFIX_failures.csv: one row for each (method, name, text).
enum FailureTable {
    static var columns: [String] { ["Method", "Name", "Error", "Occurrences", "First Seen", "Last Seen"] }

    static func rows(_ statistics: StatsSnapshot) -> [[String]] {
        statistics.errors.map {
            [
                $0.method, $0.name, $0.error, "\($0.occurrences)", UTCTime.text($0.firstSeen),
                UTCTime.text($0.lastSeen),
            ]
        }
    }
}

/// PREFIX_exceptions.csv: one row for each (message, trace).
enum ExceptionTable {
    static var columns: [String] { ["Count", "Message", "Traceback", "Nodes"] }

    static func rows(_ statistics: StatsSnapshot) -> [[String]] {
        statistics.exceptions.map { ["\($0.count)", $0.message, $0.trace, "local"] }
    }
}

/// Cells as Locust writes them.
enum LocustRow {
    /// The names in order, then the total.
    static func all(_ statistics: StatsSnapshot) -> [StatsRow] {
        statistics.rows(.ASSAY_ROW_REQUEST) + [statistics.total].compactMap { $0 }
    }

    static func counts(_ row: StatsRow) -> [String] { ["\(row.requestCount)", "\(row.failureCount)"] }

    /// Median, average, minimum, maximum, and the mean content size; what Locust has as 0 without a decimal stays so.
    static func times(_ row: StatsRow) -> [String] {
        let times = row.responseTime
        guard row.requestCount > 0 else { return ["0", "0.0", "0", "0", "0"] }
        return [
            whole(times.median), "\(times.average)", "\(times.minimum)", "\(times.maximum)",
            "\(row.averageContentLength)",
        ]
    }

    /// Percentiles in whole milliseconds; "N/A" without requests, or when they are not known.
    static func percentiles(_ row: StatsRow, _ values: [Double]?) -> [String] {
        if row.requestCount > 0, let values { return values.map(whole) }
        let isQuiet = row.requestCount > 0 && row.currentRPS == 0
        return StatsTrend.percentileNames.map { _ in isQuiet ? "0" : "N/A" }
    }

    private static func whole(_ value: Double) -> String { value.rounded(.toNearestOrEven).fixed(0) }
}
