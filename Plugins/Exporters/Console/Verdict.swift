// Assay: how a run ended, in lines.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay

/// How a run ended: what was interrupted, the exceptions, the thresholds, the generator's health, and the reason.
struct Verdict {
    private let statistics: StatsSnapshot
    private let result: RunResult
    private let isColored: Bool

    init(_ statistics: StatsSnapshot, _ result: RunResult, isColored: Bool) {
        self.statistics = statistics
        self.result = result
        self.isColored = isColored
    }

    var lines: [String] { exceptions + thresholds + notes }

    private var exceptions: [String] {
        let exceptions = statistics.exceptions
        guard !exceptions.isEmpty else { return [] }
        let rows = exceptions.map { exception in
            let place = [exception.userClass, exception.task].filter { !$0.isEmpty }.joined(separator: ".")
            let text = place.isEmpty ? exception.message : "\(place): \(exception.message)"
            return TerminalText("\(exception.count)").left(18) + " " + TerminalText(text).text
        }
        return ["Exceptions", "# occurrences      Exception"] + rows + [""]
    }

    private var thresholds: [String] {
        let thresholds = result.thresholds
        guard !thresholds.isEmpty else { return [] }
        let width = thresholds.reduce(0) { max($0, TerminalText($1.expression).width) }
        let rows = thresholds.map { threshold in
            let mark = threshold.isPassed ? colored("passed", 32) : colored("FAILED", 31)
            let value = threshold.value.map(Self.number) ?? "no request fits"
            return "  \(mark)  \(TerminalText(threshold.expression).left(width))  \(value)"
        }
        return ["Thresholds"] + rows + [""]
    }

    private var notes: [String] {
        var lines: [String] = []
        if let total = statistics.total, total.interruptedCount > 0 {
            let requests = total.interruptedCount == 1 ? "1 request was" : "\(total.interruptedCount) requests were"
            lines.append("Interrupted: \(requests) cut off by the end of the test")
        }
        if statistics.hasOtherNames {
            lines.append("Names: there were more than the limit; the rest is in '(other names)'")
        }
        let dropped = result.droppedIterationCount > 0 ? " (\(result.droppedIterationCount) dropped)" : ""
        lines.append(
            "Generator: \(result.iterationCount) iterations\(dropped), cpu at most \(result.maximumCPUUsage.fixed(0))%, "
                + "loop lag at most \(result.maximumLoopLag.milliseconds) ms, dispatch delay p99 "
                + "\(result.dispatchDelay99.milliseconds) ms")
        if !result.invalidReason.isEmpty {
            lines.append(colored("INVALID", 31) + ": " + TerminalText(result.invalidReason).text)
        }
        let reason = result.reason.isEmpty ? "ended" : TerminalText(result.reason).text
        return lines + ["Run: \(reason), exit code \(result.exitCode)"]
    }

    private func colored(_ text: String, _ color: Int) -> String {
        isColored ? "\u{1B}[\(color)m\(text)\u{1B}[0m" : text
    }

    /// At most four decimals, without zeros at the end.
    private static func number(_ value: Double) -> String {
        var text = value.fixed(4)
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }
}
