// Assay: how a run ends.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

extension TestRun {
    /// Ends the test: users get `stopTimeout` to end their task, then what they do is cut off. Called again, at once.
    func stop(reason: String) {
        guard state != .stopped, finished != nil else { return }
        stopRequests += 1
        if state == .stopping {
            if stopRequests > 1 { cutOff() }
            return
        }
        self.reason = reason
        state = .stopping
        for name in ["end", "spawn", "arrivals"] { timers.cancel(name) }
        hooks.emit(ASSAY_HOOK_TEST_STOPPING, runID: runID, userCount: health.userCount)
        if plan.stopTimeout > 0 {
            for engine in engines { engine.perform { $0.stopAll(force: false) } }
            timers.set("cut off", after: plan.stopTimeout) { [self] in cutOff() }
        } else {
            cutOff()
        }
    }

    /// Cuts off what users do. Those that do not end even then are left behind after a while.
    private func cutOff() {
        forceCount += 1
        for engine in engines { engine.perform { $0.stopAll(force: true) } }
        if forceCount < 3 {
            timers.set("cut off", after: 5) { [self] in cutOff() }
        } else {
            leaveUsersBehind()
        }
    }

    /// A loop has become empty: when all are, the test is over.
    func checkForEnd() {
        guard pendingEmptyCheck == false else { return }
        pendingEmptyCheck = true
        let left = Counter(engines.count)
        for engine in engines {
            engine.perform { engine in
                let count = engine.userCount
                engine.run.onMain { run in
                    left.users += count
                    left.loops -= 1
                    if left.loops == 0 { run.emptyCheckIsDone(users: left.users) }
                }
            }
        }
    }

    private func emptyCheckIsDone(users: Int) {
        pendingEmptyCheck = false
        guard users == 0 else { return }
        switch state {
        case .stopping: allUsersAreGone()
        case .running where parts.shape == nil && dispatcher.count > 0: stop(reason: "all users have ended")
        default: break
        }
    }

    /// The test is over: what is left are the reports.
    func allUsersAreGone() {
        guard state == .stopping else { return }
        state = .stopped
        timers.cancelAll()
        hooks.emit(ASSAY_HOOK_TEST_STOP, runID: runID)
        finalCollect()
    }

    private func finalCollect() {
        guard pendingReports == 0 else {
            timers.set("collect", after: 0.01) { [self] in finalCollect() }
            return
        }
        // Counts may have been set apart by an earlier collection after which a user was still at work.
        collect { $0.finish() }
    }
}

/// Counts answers of loops. Touched on the main thread alone.
private final class Counter: @unchecked Sendable {
    // @unchecked: made on the main thread, changed there alone.
    var loops: Int
    var users = 0

    init(_ loops: Int) {
        self.loops = loops
    }
}
