// Assay: the tables in a terminal's width.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay

/// The tables in a terminal's width.
struct FittedTables {
    let columns: Int

    /// All tables of the end of a run.
    func summary(_ statistics: StatsSnapshot) -> [String] {
        let rows = statistics.rows(.ASSAY_ROW_REQUEST)
        let classes = statistics.rows(.ASSAY_ROW_USER_CLASS)
        var lines = ["Requests"] + requests(rows, statistics.total, isCurrent: false) + [""]
        if classes.count > 1 {
            lines += ["User classes"] + requests(classes, nil, isCurrent: false) + [""]
        }
        lines += ["Response time percentiles (ms)"] + percentiles(rows, statistics.total) + [""]
        return lines + errors(statistics)
    }

    /// Requests, failures and times of each row; rates of the last 10 s or of the whole run.
    func requests(_ rows: [StatsRow], _ total: StatsRow?, isCurrent: Bool) -> [String] {
        var table = FittedTable([
            .init(title: "Type", rank: 0, isText: true), .init(title: "Name", rank: 0, isText: true),
            .init(title: "# reqs", rank: 0), .init(title: "# fails", rank: 0), .init(title: "Avg", rank: 5),
            .init(title: "Min", rank: 8), .init(title: "Med", rank: 1), .init(title: "95%", rank: 2),
            .init(title: "99%", rank: 4), .init(title: "Max", rank: 6), .init(title: "req/s", rank: 0),
            .init(title: "fails/s", rank: 7),
        ])
        for row in rows + [total].compactMap({ $0 }) {
            let times = row.responseTime
            let figures = [
                times.average, times.minimum, times.median, times[percentile: 95], times[percentile: 99],
                times.maximum,
            ]
            table.add(
                [
                    row.method, row.name, "\(row.requestCount)",
                    "\(row.failureCount) (\((row.failureRatio * 100).fixed(2))%)",
                ] + figures.map(\.milliseconds) + [
                    (isCurrent ? row.currentRPS : row.totalRPS).fixed(1),
                    (isCurrent ? row.currentFailuresPerSecond : row.totalFailuresPerSecond).fixed(1),
                ])
        }
        return table.lines(width: columns, footer: total == nil ? 0 : 1)
    }

    /// The percentiles of each row that has requests.
    func percentiles(_ rows: [StatsRow], _ total: StatsRow?) -> [String] {
        // The higher a rank, the earlier its column gives way; in the order of the percentiles.
        let ranks = [1, 10, 8, 9, 4, 2, 7, 3, 5, 6, 0]
        var table = FittedTable(
            [.init(title: "Type", rank: 0, isText: true), .init(title: "Name", rank: 0, isText: true)]
                + zip(StatsTrend.percentileNames, ranks).map { .init(title: $0, rank: $1) })
        let shown = (rows + [total].compactMap { $0 }).filter { $0.requestCount > 0 }
        for row in shown {
            table.add([row.method, row.name] + row.responseTime.percentiles.map(\.milliseconds))
        }
        return table.lines(width: columns, footer: shown.isEmpty ? 0 : 1)
    }

    /// The failures, by how they failed; nothing without failures.
    func errors(_ statistics: StatsSnapshot) -> [String] {
        let errors = statistics.errors
        guard !errors.isEmpty else { return [] }
        var table = FittedTable([.init(title: "# fails", rank: 0), .init(title: "Error", rank: 0, isText: true)])
        for error in errors { table.add(["\(error.occurrences)", ErrorText.line(error)]) }
        return ["Error report"] + table.lines(width: columns) + [""]
    }
}
