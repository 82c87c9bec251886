// Assay: one turn of a loop.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssayLinux
internal import Glibc

extension Loop {
    /// Turns once: waits until the next timer or event (not at all when `mayWait` is false), then calls what has come.
    func turn(mayWait: Bool = true) {
        let timeout = mayWait ? timeUntilNext() : 0
        let count = assay_linux_epoll_wait(
            state.pointee.epoll, state.pointee.events, Int32(LoopState.eventCapacity), timeout)
        precondition(count >= 0 || count == -EINTR, LoopError(call: "epoll_wait", code: -count).message)
        beginTurn()
        runJobs()
        dispatch(count: Int(max(count, 0)))
        fireTimers()
        if state.pointee.hasMail { readMail() }
    }

    /// Forgets the time that passed while nobody turned the loop.
    func beginTurning() {
        state.pointee.isMeasured = true
    }

    /// How long the loop may wait, in nanoseconds; -1 without an end.
    private func timeUntilNext() -> assay_duration_t {
        if !state.pointee.jobs.isEmpty || state.pointee.hasMail || state.pointee.timers.hasDue { return 0 }
        let now = assay_linux_monotonic()
        noteTurn(endedAt: now)
        guard let next = state.pointee.timers.nextInstant else { return -1 }
        return max(next &- now, 0)
    }

    private func noteTurn(endedAt now: assay_instant_t) {
        if !state.pointee.isMeasured {
            state.pointee.longestTurn = max(state.pointee.longestTurn, now &- state.pointee.turnTime)
        }
        state.pointee.isMeasured = true
    }

    private func beginTurn() {
        let now = assay_linux_monotonic()
        noteTurn(endedAt: now)
        state.pointee.isMeasured = false
        state.pointee.turnTime = now
        state.pointee.turnCount &+= 1
        state.pointee.timers.advance(to: now)
    }

    private func dispatch(count: Int) {
        state.pointee.eventCount = count
        state.pointee.nextEvent = 0
        while state.pointee.nextEvent < state.pointee.eventCount {
            let event = state.pointee.events[state.pointee.nextEvent]
            state.pointee.nextEvent &+= 1
            if let data = event.data.ptr {
                if data == Self.unwatched { continue }
                let watch = data.assumingMemoryBound(to: assay_watch_t.self)
                watch.pointee.on_ready?(watch, Self.readiness(event.events))
                runJobs()
            } else {
                state.pointee.hasMail = true
            }
        }
    }

    /// Fires the timers that are due, at most as many as a batch has events; the others wait for the next turn, so that
    /// descriptors get their share.
    private func fireTimers() {
        for _ in 0..<LoopState.eventCapacity {
            guard let timer = state.pointee.timers.popDue() else { return }
            timer.pointee.on_fire?(timer)
            runJobs()
        }
    }

    /// Calls the jobs in the queue and those that they post. When there is no end of them, the rest waits until the
    /// loop has looked at the next event.
    @inline(__always)
    private func runJobs() {
        var budget = LoopState.jobBudget
        while budget > 0, let job = state.pointee.jobs.popFirst() {
            budget &-= 1
            job()
        }
    }

    private func readMail() {
        state.pointee.hasMail = false
        var mail: [Job] = []
        swap(&mail, &state.pointee.spareMail)
        state.pointee.mailbox._withUnsafeGuaranteedRef { $0.take(into: &mail) }
        for job in mail {
            job()
            runJobs()
        }
        mail.removeAll(keepingCapacity: true)
        swap(&mail, &state.pointee.spareMail)
    }

    /// Takes no more mail, and calls the jobs that were accepted.
    func endTurning() {
        state.pointee.mailbox._withUnsafeGuaranteedRef { $0.closeForPosting() }
        readMail()
        // Bounded, for a job may post itself for ever.
        for _ in 0..<LoopState.jobBudget where !state.pointee.jobs.isEmpty { runJobs() }
    }
}
