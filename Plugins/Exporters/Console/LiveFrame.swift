// Assay: the table that redraws itself while a run goes on.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay

/// What a terminal shows while a run goes on; never more lines than it has rows.
struct LiveFrame {
    private let size: Terminal.Size
    private let isColored: Bool

    init(_ size: Terminal.Size, _ isColored: Bool) {
        self.size = size
        self.isColored = isColored
    }

    func lines(_ statistics: StatsSnapshot, _ state: RunState) -> [String] {
        let rows = statistics.rows(.ASSAY_ROW_REQUEST)
        // Head, blank, column titles, two rules, total, blank, generator, and one row that stays free.
        let room = max(1, size.rows - 10)
        let shown = Array(rows.prefix(room))
        var lines = [head(statistics, state), ""]
        lines += FittedTables(columns: size.columns).requests(shown, statistics.total, isCurrent: true)
        if rows.count > shown.count { lines.append("… and \(rows.count - shown.count) more names") }
        lines.append(generator(state))
        return lines
    }

    private func head(_ statistics: StatsSnapshot, _ state: RunState) -> String {
        let seconds = max(0, statistics.time - statistics.startTime) / 1_000_000_000
        var parts = [
            state.state, "\(state.userCount) user\(state.userCount == 1 ? "" : "s")", UTCTime.duration(seconds),
        ]
        if let total = statistics.total {
            parts.append("\(total.currentRPS.fixed(1)) req/s")
            if let median = total.currentMedian { parts.append("median \(median.milliseconds) ms") }
            if total.interruptedCount > 0 { parts.append("\(total.interruptedCount) interrupted") }
        }
        let line = TerminalText(parts.joined(separator: " · ")).cut(size.columns).text
        return isColored ? "\u{1B}[1m\(line)\u{1B}[0m" : line
    }

    private func generator(_ state: RunState) -> String {
        var text =
            "generator: cpu \(state.cpuUsage.fixed(0))%, loop lag \(state.loopLag.milliseconds) ms, "
            + "dispatch delay p99 \(state.dispatchDelay99.milliseconds) ms"
        if state.droppedIterationCount > 0 { text += ", \(state.droppedIterationCount) iterations dropped" }
        let line = TerminalText(text).cut(size.columns).text
        return isColored ? "\u{1B}[2m\(line)\u{1B}[0m" : line
    }
}
