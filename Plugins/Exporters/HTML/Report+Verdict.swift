// Assay: the report's tables of what went wrong, of the verdict and of the run itself.
// SPDX-License-Identifier: Apache-2.0
import AssayKit

extension Report {
    /// Failures by cause.
    var errorTable: HTML {
        section(
            "Failures", ["*Type", "*Name", "*Error", "Occurrences", "*First seen", "*Last seen"],
            statistics.errors.map {
                [
                    "\($0.method)", "\($0.name)", "\($0.error)", count($0.occurrences),
                    "\(UTCTime.text($0.firstSeen))", "\(UTCTime.text($0.lastSeen))",
                ]
            })
    }

    /// Errors that tasks threw.
    var exceptionTable: HTML {
        section(
            "Exceptions", ["*Exception", "*User class", "*Task", "Occurrences"],
            statistics.exceptions.map { exception in
                let trace: HTML =
                    exception.trace.isEmpty
                    ? "" : "<details><summary>trace</summary><pre>\(exception.trace)</pre></details>"
                return [
                    "\(exception.message)\(trace)", "\(exception.userClass)", "\(exception.task)",
                    count(exception.count),
                ]
            })
    }

    /// Thresholds and what they were compared with.
    var thresholdTable: HTML {
        section(
            "Thresholds", ["*Result", "*Threshold", "Value"],
            result.thresholds.map { threshold in
                let mark: HTML =
                    threshold.isPassed ? "<b class=good>passed</b>" : "<b class=bad>failed</b>"
                return [
                    mark, "\(threshold.expression)", .text(threshold.value.map { $0.fixed(4) } ?? "no request fits"),
                ]
            })
    }

    /// How well the generator kept up.
    var healthTable: HTML {
        let verdict: HTML =
            result.invalidReason.isEmpty
            ? "<b class=good>kept its schedule</b>" : "<b class=bad>INVALID</b>: \(result.invalidReason)"
        return section(
            "Load generator", ["*Figure", "*Value"],
            [
                ["Health", verdict], ["CPU at most", .text(result.maximumCPUUsage.fixed(0) + "% of a core")],
                ["Loop lag at most", .text(result.maximumLoopLag.milliseconds + " ms")],
                ["Dispatch delay, 99%", .text(result.dispatchDelay99.milliseconds + " ms")],
                ["Iterations", count(result.iterationCount)],
                ["Dropped iterations", count(result.droppedIterationCount)],
                ["Ended because", "\(result.reason)"], ["Exit code", "\(result.exitCode)"],
            ])
    }

    /// The tree of user classes and tasks.
    var taskTable: HTML {
        section(
            "Tasks", ["*Task", "Of the run", "Of its parent"],
            run.taskRatios.map { ratio in
                [
                    "<span style=\"padding-left:\(min(ratio.depth, 40) * 18)px\">\(ratio.name)</span>",
                    .text((ratio.totalRatio * 100).fixed(1) + "%"), .text((ratio.ratio * 100).fixed(1) + "%"),
                ]
            })
    }

    /// The options of the run, as JSON.
    var options: HTML {
        guard !run.options.isEmpty else { return "" }
        return
            "<section><h2>Options</h2><details class=card><summary>as JSON</summary><pre>\(run.options)</pre></details></section>"
    }
}
