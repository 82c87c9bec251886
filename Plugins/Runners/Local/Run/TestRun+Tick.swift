// Assay: what happens once a second.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import Glibc

extension TestRun {
    /// Asks every loop for what it has counted; the last answer brings the reports up to date.
    func tick() {
        tickShape()
        collect { $0.update() }
        guard state != .stopped else { return }
        timers.set("tick", at: max(lastTick &+ 2_000_000_000, main.now &+ 100_000_000)) { [self] in tick() }
        lastTick = lastTick &+ 1_000_000_000
    }

    /// Sets apart what the shards have counted and merges it, then calls `done`.
    func collect(_ done: @escaping @Sendable (TestRun) -> Void) {
        guard pendingReports == 0 else { return noteSilence() }
        silentTicks = 0
        guard !engines.isEmpty else { return done(self) }
        pendingReports = engines.count
        reportedCounts = classes.map { _ in 0 }
        reportedUsers = 0
        reportedLag = 0
        reportedCPU = []
        for engine in engines {
            engine.perform { engine in
                engine.run.collectorFunctions.pointee.flip(engine.shard)
                let report = engine.takeReport()
                engine.run.onMain { run in run.take(report, from: engine, done) }
            }
        }
    }

    private func take(_ report: LoopReport, from engine: LoopEngine, _ done: (TestRun) -> Void) {
        guard !lostEngines.contains(where: { $0 === engine }) else { return }
        parts.collectorFunctions.pointee.merge(engine.shard)
        health.delays.merge(report.delays)
        lastDelays.merge(report.delays)
        health.iterationCount &+= report.iterationCount
        health.droppedCount &+= report.droppedCount
        reportedLag = max(reportedLag, Double(report.longestTurn) / 1e6)
        reportedCPU.append(report.cpuTime)
        reportedUsers += report.userCount
        for (index, count) in report.classCounts.enumerated() where index < reportedCounts.count {
            reportedCounts[index] += count
        }
        pendingReports -= 1
        guard pendingReports == 0 else { return }
        if mustReset {
            mustReset = false
            parts.collectorFunctions.pointee.reset(parts.collector, TestRun.wallClock())
        }
        takeHealth()
        done(self)
    }

    private func takeHealth() {
        let now = main.now
        let span = Double(now &- lastHealth)
        // The last collection may follow the one before at once: over a short span the share would mean nothing.
        if lastCPU.count != reportedCPU.count || span > 5e8 {
            if lastCPU.count == reportedCPU.count {
                health.cpuUsage = zip(reportedCPU, lastCPU).map { Double($0 &- $1) / span * 100 }.max() ?? 0
                health.cpuUsageMax = max(health.cpuUsageMax, health.cpuUsage)
            }
            lastHealth = now
            lastCPU = reportedCPU
        }
        health.loopLag = reportedLag
        health.loopLagMax = max(health.loopLagMax, reportedLag)
        health.dispatchDelay = Double(lastDelays.quantile(0.99)) / 1e6
        lastDelays.reset()
        health.userCount = reportedUsers
        health.classCounts = reportedCounts
        guard health.cpuUsage > 90, !health.hasWarned else { return }
        health.hasWarned = true
        hooks.emit(ASSAY_HOOK_CPU_WARNING, runID: runID, cpuUsage: health.cpuUsage)
        log(
            .ASSAY_LOG_WARNING,
            "a loop uses more than 90 % of a core: response times may be too long; give the run more --loops")
    }

    /// Brings exporters and thresholds up to date.
    private func update() {
        guard state != .stopped else { return }
        let now = TestRun.wallClock()
        guard let snapshot = parts.collectorFunctions.pointee.snapshot(parts.collector, now) else { return }
        withRunState { state in
            for exporter in parts.exporters {
                exporter.functions.pointee.update(exporter.component, snapshot, &state)
            }
        }
        checkAborts(now)
        if health.userCount == 0, dispatcher.count > 0 { checkForEnd() }
    }
}

extension LoopEngine {
    /// What the main thread wants to know once a second; counting starts anew.
    func takeReport() -> LoopReport {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        defer {
            delays.reset()
            iterationCount = 0
            droppedCount = 0
        }
        return LoopReport(
            delays: delays, iterationCount: iterationCount, droppedCount: droppedCount,
            longestTurn: loops.pointee.take_longest_turn(loop),
            cpuTime: Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec), userCount: userCount,
            classCounts: classes.map(\.count))
    }
}
