// Assay: how a run begins, and how users are started.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import Glibc

extension TestRun {
    /// Starts the parts and begins the test.
    func start(finished: @escaping (Int32) -> Void) throws {
        try parts.start()
        do {
            startTime = TestRun.wallClock()
            try checkShape()
            try beginExporters()
        } catch {
            parts.stop()
            throw error
        }
        self.finished = finished
        startInstant = main.now
        lastTick = startInstant
        do {
            try openEngines()
        } catch {
            self.finished = nil
            parts.stop()
            throw error
        }
        dispatcher = UserDispatcher(
            weights: classes.map(\.weight), fixedCounts: classes.map(\.fixedCount), loopCount: engines.count)
        hooks.emit(ASSAY_HOOK_INIT, runID: runID)
        hooks.emit(ASSAY_HOOK_TEST_START, runID: runID)
        parts.collectorFunctions.pointee.reset(parts.collector, startTime)
        state = .spawning
        beginLoad()
        timers.set("tick", after: 1) { [self] in tick() }
        if let runTime = plan.runTime {
            timers.set("end", after: runTime) { [self] in stop(reason: "run time reached") }
        }
    }

    private func openEngines() throws {
        for (index, loop) in try host.workLoops().enumerated() {
            guard let shard = parts.collectorFunctions.pointee.open_shard(parts.collector, UInt32(index)) else {
                throw AssayError(.ASSAY_STATUS_INTERNAL, "the collector gave no shard for loop \(index)")
            }
            engines.append(LoopEngine(self, index: index, loop: loop, shard: shard))
        }
        for engine in engines { engine.perform { $0.open() } }
    }

    private func checkShape() throws {
        guard plan.resetsStats, let shape = parts.shape,
            shape.functions.pointee.get_model(shape.component) == .ASSAY_MODEL_OPEN
        else {
            return
        }
        throw AssayError(
            .ASSAY_STATUS_INVALID_ARGUMENT, "reset_stats has no effect in the open model: there is no end of a ramp")
    }

    private func beginExporters() throws {
        let info = makeRunInfo()
        for exporter in parts.exporters {
            try AssayError.check { exporter.functions.pointee.begin(exporter.component, info, $0) }
        }
    }

    private func beginLoad() {
        if let shape = parts.shape {
            if shape.functions.pointee.get_model(shape.component) == .ASSAY_MODEL_OPEN {
                tickShape()
                if state == .spawning { state = .running }
                feedArrivals()
            } else {
                tickShape()
            }
        } else {
            setTarget(plan.users, spawnRate: plan.spawnRate)
        }
    }

    // MARK: Users

    /// Heads for a number of users.
    func setTarget(_ users: Int, spawnRate: Double) {
        dispatcher.forgetGone()
        targetUsers = users
        self.spawnRate = spawnRate
        nextSpawn = main.now
        if state == .running { state = .spawning }
        spawnStep()
    }

    /// Starts, or stops, what is due within the next step; each start gets its own instant, so that users of a step are
    /// not in phase.
    func spawnStep() {
        guard state == .spawning else { return }
        let step: assay_duration_t = 50_000_000
        let end = main.now &+ step
        let interval = max(assay_duration_t(1e9 / spawnRate), 1)
        while dispatcher.count != targetUsers, nextSpawn < end {
            let isGrowing = dispatcher.count < targetUsers
            guard let placement = isGrowing ? dispatcher.add() : dispatcher.remove() else {
                targetUsers = dispatcher.count
                break
            }
            let engine = engines[placement.loop]
            let due = nextSpawn
            if isGrowing {
                let userID = takeUserID()
                engine.perform { $0.spawn(placement.userClass, userID: userID, deadline: due) }
            } else if !dispatcher.takeEnd(placement) {
                let timeout = plan.stopTimeout
                engine.perform { $0.stopOne(placement.userClass, timeout: timeout) }
            }
            nextSpawn = nextSpawn &+ interval
        }
        if dispatcher.count == targetUsers {
            spawningIsComplete()
        } else {
            timers.set("spawn", at: max(nextSpawn &- step / 2, main.now &+ step / 2)) { [self] in spawnStep() }
        }
    }

    private func spawningIsComplete() {
        state = .running
        hooks.emit(ASSAY_HOOK_SPAWNING_COMPLETE, runID: runID, userCount: dispatcher.count)
        log(.ASSAY_LOG_INFO, "all \(dispatcher.count) users are started")
        guard plan.resetsStats else { return }
        hooks.emit(ASSAY_HOOK_RESET_STATS, runID: runID)
        mustReset = true
    }

    static func wallClock() -> assay_time_t {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return assay_time_t(now.tv_sec) &* 1_000_000_000 &+ assay_time_t(now.tv_nsec)
    }
}
