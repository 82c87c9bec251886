// Assay: the report's tables of requests.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay

extension Report {
    /// Requests, failures, interrupted requests and times of each name.
    var requestTable: HTML {
        section(
            "Requests",
            [
                "*Type", "*Name", "# Requests", "# Fails", "Interrupted", "Average", "Min", "Median", "95%", "99%",
                "Max",
                "Average size", "RPS", "Failures/s",
            ], names.map(requestCells), total: statistics.total.map(requestCells))
    }

    private func requestCells(_ row: StatsRow) -> [HTML] {
        let times = row.responseTime
        return [
            "\(row.method)", "\(row.name)", count(row.requestCount), count(row.failureCount),
            count(row.interruptedCount), time(times.average), time(times.minimum), time(times.median),
            time(times[percentile: 95]), time(times[percentile: 99]), time(times.maximum),
            .text(row.averageContentLength.fixed(0)), .text(row.totalRPS.fixed(1)),
            .text(row.totalFailuresPerSecond.fixed(1)),
        ]
    }

    /// All percentiles of each name; from send as well when that makes a difference.
    var percentileTables: HTML {
        func table(_ title: String, _ times: (StatsRow) -> StatsTrend) -> HTML {
            func cells(_ row: StatsRow) -> [HTML] {
                ["\(row.method)", "\(row.name)"] + times(row).percentiles.map(time)
            }
            return section(
                title, ["*Type", "*Name"] + StatsTrend.percentileNames, names.map(cells),
                total: statistics.total.map(cells))
        }
        let first = table("Response times, ms") { $0.responseTime }
        guard let total = statistics.total, total.responseTime.average != total.responseTimeFromSend.average else {
            return first
        }
        return first + table("Response times from send, ms") { $0.responseTimeFromSend }
    }

    /// How the time of each name splits, on average.
    var phaseTable: HTML {
        func cells(_ row: StatsRow) -> [HTML] {
            let averages = row.phases.map(\.times.average)
            let sum = averages.reduce(0, +)
            let bar = zip(averages, ["f", "e", "d", "c", "a", "b"]).map { average, style -> HTML in
                sum > 0 ? "<i class=\(style) style=\"width:\((average / sum * 100).fixed(1))%\"></i>" : ""
            }
            return ["\(row.method)", "\(row.name)"] + averages.map(time) + ["<div class=bar>\(bar.joined())</div>"]
        }
        let rows = names.filter { row in row.phases.contains { $0.times.maximum > 0 } }
        return section(
            "Phases, average ms",
            ["*Type", "*Name", "Blocked", "Connecting", "TLS", "Sending", "Waiting", "Receiving", "*Share"],
            rows.map(cells), total: rows.isEmpty ? nil : statistics.total.map(cells))
    }

    /// The user classes, when there are several.
    var userClassTable: HTML {
        let classes = statistics.rows(.ASSAY_ROW_USER_CLASS)
        guard classes.count > 1 else { return "" }
        return section(
            "User classes",
            ["*Name", "# Requests", "# Fails", "Interrupted", "Average", "Median", "95%", "99%", "Max", "RPS"],
            classes.map { row in
                let times = row.responseTime
                return [
                    "\(row.name)", count(row.requestCount), count(row.failureCount), count(row.interruptedCount),
                    time(times.average), time(times.median), time(times[percentile: 95]), time(times[percentile: 99]),
                    time(times.maximum), .text(row.totalRPS.fixed(1)),
                ]
            })
    }
}
