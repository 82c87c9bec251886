// Assay: the tables in Locust's layout, for files and pipes.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay

/// The tables in Locust's layout: the same columns at the same places. Times below 100 ms have decimals.
enum PlainTables {
    private static let typeWidth = 8
    private static let nameWidth = 80

    /// All tables of the end of a run.
    static func summary(_ statistics: StatsSnapshot) -> [String] {
        requests(statistics, isCurrent: false) + [""] + percentiles(statistics) + [""] + errors(statistics)
    }

    /// Requests, failures and times of each name; rates of the last 10 s or of the whole run.
    static func requests(_ statistics: StatsSnapshot, isCurrent: Bool) -> [String] {
        let width = nameWidth - typeWidth + 4
        let head =
            left("Type", typeWidth) + " " + left("Name", width) + " " + right("# reqs", 7) + " " + right("# fails", 12)
            + " |" + right("Avg", 7) + " " + right("Min", 7) + " " + right("Max", 7) + right("Med", 7) + " | "
            + right("req/s", 7) + " " + right("failures/s", 11)
        let rule = [typeWidth, width, 7, 13, 7, 7, 7, 7, 8, 11].map { String(repeating: "-", count: $0) }
        let separator = rule.joined(separator: "|")
        let rows = statistics.rows(.ASSAY_ROW_REQUEST).map { request($0, width, isCurrent) }
        let total = statistics.total.map { [request($0, width, isCurrent)] } ?? []
        return [head, separator] + rows + [separator] + total
    }

    private static func request(_ row: StatsRow, _ width: Int, _ isCurrent: Bool) -> String {
        let times = row.responseTime
        let failures = "\(row.failureCount)(\((row.failureRatio * 100).fixed(2))%)"
        let rate = isCurrent ? row.currentRPS : row.totalRPS
        let failureRate = isCurrent ? row.currentFailuresPerSecond : row.totalFailuresPerSecond
        let method = row.method.isEmpty ? "" : row.method + " "
        return left(method, typeWidth) + " " + left(row.name, width) + " " + right("\(row.requestCount)", 7) + " "
            + right(failures, 12) + " |" + right(times.average.plain, 7) + " "
            + right(times.minimum.plain, 7) + " " + right(times.maximum.plain, 7)
            + right(times.median.milliseconds, 7) + " | " + right(rate.fixed(2), 7) + " "
            + right(failureRate.fixed(2), 11)
    }

    /// The percentiles of each name that has requests.
    static func percentiles(_ statistics: StatsSnapshot) -> [String] {
        let names = StatsTrend.percentileNames
        let head =
            left("Type", typeWidth) + " " + left("Name", nameWidth) + " " + right(names[0], 8) + " "
            + (names.dropFirst() + ["# reqs"]).map { right($0, 6) }.joined(separator: " ")
        let separator = ([typeWidth, nameWidth, 8] + names.map { _ in 6 }).map { String(repeating: "-", count: $0) }
            .joined(separator: "|")
        func line(_ row: StatsRow) -> String {
            let values = row.responseTime.percentiles.map(\.milliseconds) + ["\(row.requestCount)"]
            return left(row.method, typeWidth) + " " + left(row.name, nameWidth) + " " + right(values[0], 8) + " "
                + values.dropFirst().map { right($0, 6) }.joined(separator: " ")
        }
        let rows = statistics.rows(.ASSAY_ROW_REQUEST).filter { $0.requestCount > 0 }.map(line)
        let total = statistics.total.map { $0.requestCount > 0 ? [line($0)] : [] } ?? []
        return ["Response time percentiles (approximated)", head, separator] + rows + [separator] + total
    }

    /// The failures, by how they failed; nothing without failures.
    static func errors(_ statistics: StatsSnapshot) -> [String] {
        let errors = statistics.errors
        guard !errors.isEmpty else { return [] }
        let separator = String(repeating: "-", count: 18) + "|" + String(repeating: "-", count: nameWidth + 61)
        let rows = errors.map { left("\($0.occurrences)", 18) + " " + left(ErrorText.line($0), 100) }
        return ["Error report", left("# occurrences", 18) + " " + left("Error", 100), separator] + rows
            + [separator, ""]
    }

    private static func left(_ text: String, _ width: Int) -> String { TerminalText(text).left(width) }
    private static func right(_ text: String, _ width: Int) -> String { TerminalText(text).right(width) }
}

extension Double {
    /// Milliseconds as in Locust's tables: whole ones, cut and not rounded; with decimals below 100.
    fileprivate var plain: String { self < 100 ? milliseconds : rounded(.down).fixed(0) }
}

/// How a failure reads in a list.
enum ErrorText {
    /// "GET /pay: 500 Internal Server Error"; the wrapper that Locust's workers put round a text is taken off.
    static func line(_ error: StatsError) -> String {
        var text = error.error
        if text.hasPrefix("CatchResponseError("), text.hasSuffix(")") {
            text = String(text.dropFirst("CatchResponseError(".count).dropLast())
        }
        let place = [error.method, error.name].filter { !$0.isEmpty }.joined(separator: " ")
        return place.isEmpty ? text : "\(place): \(text)"
    }
}
