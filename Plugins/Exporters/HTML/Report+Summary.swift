// Assay: the top of the report: what ran, how it ended, the main figures, and the charts.
// SPDX-License-Identifier: Apache-2.0
import AssayKit

extension Report {
    /// Title, what ran, when, and the verdict.
    var header: HTML {
        let seconds = max(0, result.endTime - run.startTime) / 1_000_000_000
        let host: HTML = run.host.isEmpty ? "" : " against \(run.host)"
        return """
            <header><div><h1>\(title)</h1><p>\(run.scenario)\(host)</p>\
            <p>\(UTCTime.text(run.startTime)) to \(UTCTime.text(result.endTime)), \(UTCTime.duration(seconds))</p></div>\
            \(badge)</header>
            """
    }

    private var badge: HTML {
        let failed = result.thresholds.filter { !$0.isPassed }.count
        if !result.invalidReason.isEmpty { return "<span class=\"badge bad\">INVALID</span>" }
        if failed > 0 {
            return "<span class=\"badge bad\">\(failed) of \(result.thresholds.count) thresholds failed</span>"
        }
        if let total = statistics.total, total.failureCount > 0 {
            return "<span class=\"badge warn\">\(count(total.failureCount)) failures</span>"
        }
        return result.exitCode == 0
            ? "<span class=\"badge good\">passed</span>"
            : "<span class=\"badge warn\">exit code \(result.exitCode)</span>"
    }

    /// What a reader must know before the figures.
    var notes: HTML {
        var notes: [HTML] = []
        if !result.invalidReason.isEmpty {
            notes.append(
                "<b>This run is invalid.</b> \(result.invalidReason). Its figures say nothing about the server.")
        }
        if statistics.hasOtherNames {
            notes.append("There were more request names than the limit; the rest is in “(other names)”.")
        }
        return notes.map { "<p class=note>\($0)</p>" as HTML }.joined()
    }

    /// The main figures.
    var cards: HTML {
        guard let total = statistics.total else { return "" }
        let times = total.responseTime
        let cards: [(HTML, HTML)] = [
            (count(total.requestCount), "requests"), (.text(total.totalRPS.fixed(1)), "requests/s"),
            (.text((total.failureRatio * 100).fixed(2) + "%"), "failed"), (time(times.median), "median, ms"),
            (time(times[percentile: 95]), "95%, ms"), (time(times[percentile: 99]), "99%, ms"),
            (time(times.maximum), "max, ms"), (count(UInt64(max(0, timeline.peakUsers))), "peak users"),
            (count(total.interruptedCount), "interrupted"),
        ]
        let body = cards.map { "<div class=card><b>\($0.0)</b><span>\($0.1)</span></div>" as HTML }.joined()
        return "<div class=cards>\(body)</div>"
    }

    /// Rate, times and users over the run.
    var charts: HTML {
        let rates = Chart(
            title: "Request rate", unit: "per second",
            series: [
                .init(name: "requests", style: "a", values: timeline.requestRates),
                .init(name: "failures", style: "b", values: timeline.failureRates),
            ], step: timeline.step)
        let times = Chart(
            title: "Response times", unit: "ms, of the last 10 s",
            series: [
                .init(name: "50%", style: "c", values: timeline.percentile(0)),
                .init(name: "95%", style: "d", values: timeline.percentile(1)),
                .init(name: "99%", style: "b", values: timeline.percentile(2)),
            ], step: timeline.step)
        let users = Chart(
            title: "Users", unit: "",
            series: [.init(name: "users", style: "e", values: timeline.users)], step: timeline.step)
        return "<section><h2>Over time</h2>\(rates.html)\(times.html)\(users.html)</section>"
    }
}
