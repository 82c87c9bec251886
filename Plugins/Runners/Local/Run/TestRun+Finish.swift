// Assay: the last reports, and the exit code.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

extension TestRun {
    /// Judges the run and writes every report; then the loops are closed and `finished` is called.
    func finish() {
        let now = TestRun.wallClock()
        let thresholds = judgeThresholds(now)
        let invalid = health.invalidReason(plan.health)
        let judged = exitCode(thresholds, invalid: invalid, now)
        let snapshot = parts.collectorFunctions.pointee.snapshot(parts.collector, now)
        let code = snapshot.map { writeReports($0, thresholds, invalid, judged, now) } ?? judged
        hooks.emit(ASSAY_HOOK_QUITTING, runID: runID, exitCode: code)
        closeEngines { run in
            run.parts.stop()
            run.hooks.emit(ASSAY_HOOK_QUIT, runID: run.runID, exitCode: code)
            let finished = run.finished
            run.finished = nil
            finished?(code)
        }
    }

    private func closeEngines(_ done: @escaping @Sendable (TestRun) -> Void) {
        guard !engines.isEmpty else { return done(self) }
        pendingReports = engines.count
        for engine in engines {
            engine.perform { engine in
                engine.close()
                engine.run.onMain { run in
                    run.pendingReports -= 1
                    if run.pendingReports == 0 { done(run) }
                }
            }
        }
    }

    /// In the order of precedence: a broken exporter or shape, INVALID, thresholds, failures.
    private func exitCode(_ thresholds: [JudgedThreshold], invalid: String, _ now: assay_time_t) -> Int32 {
        if hasBrokenListener { return 2 }
        if !invalid.isEmpty { return 5 }
        if thresholds.contains(where: { !$0.isPassed }) { return 99 }
        guard let snapshot = parts.collectorFunctions.pointee.snapshot(parts.collector, now) else { return 2 }
        let hasFailures =
            (snapshot.pointee.total?.pointee.failure_count ?? 0) > 0 || snapshot.pointee.exception_count > 0
        return hasFailures ? plan.exitCodeOnError : 0
    }

    private func writeReports(
        _ snapshot: UnsafePointer<assay_stats_snapshot_t>, _ thresholds: [JudgedThreshold], _ invalid: String,
        _ code: Int32, _ now: assay_time_t
    ) -> Int32 {
        var code = code
        withRunResult(thresholds, invalid: invalid, exitCode: code, endTime: now) { result in
            withRunState { state in
                for exporter in parts.exporters {
                    do {
                        try AssayError.check {
                            exporter.functions.pointee.finish(exporter.component, snapshot, &state, &result, $0)
                        }
                    } catch {
                        log(.ASSAY_LOG_ERROR, "a report could not be written: \(error)")
                        code = 2
                    }
                }
            }
        }
        return code
    }
}
