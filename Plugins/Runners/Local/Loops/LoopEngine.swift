// Assay: runs the simulated users of one loop.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// Runs the simulated users of one loop. All members are touched on that loop alone, but for those that never change.
final class LoopEngine: @unchecked Sendable {
    // @unchecked: confined to its loop; the main thread reaches it through post_remote.
    let run: TestRun
    let index: Int
    let loop: OpaquePointer
    let loops: UnsafePointer<assay_loops_t>
    let shard: OpaquePointer
    private(set) var classes: [LoopClass] = []
    var random: RandomSource
    var userCount = 0
    /// Counted since the last report to the main thread.
    var delays = DelayHistogram()
    var iterationCount: UInt64 = 0
    var droppedCount: UInt64 = 0
    var arrivals = ArrivalQueue()
    /// Open model: how many iterations may be at work on this loop.
    var openLimit = 0
    /// Users get no further task; a report follows when the last one has gone.
    var isStopping = false

    init(_ run: TestRun, index: Int, loop: Loop, shard: OpaquePointer) {
        self.run = run
        self.index = index
        self.loop = loop.pointer
        loops = loop.table
        self.shard = shard
        random = RandomSource(seed: run.plan.seed &+ UInt64(index) &* 7_919)
    }

    /// Makes the classes; the first thing that happens on the loop.
    func open() {
        classes = run.classes.enumerated().map { LoopClass($1, number: $0, engine: self) }
        arrivals.timer.pointee.user_data = Unmanaged.passUnretained(self).toOpaque()
        arrivals.timer.pointee.on_fire = { timer in
            guard let engine = timer?.pointee.user_data else { return }
            Unmanaged<LoopEngine>.fromOpaque(engine).takeUnretainedValue().arrivalsAreDue()
        }
    }

    /// Frees the classes; the last thing that happens on the loop. Users that would not end keep theirs.
    func close() {
        loops.pointee.cancel_timer(loop, arrivals.timer)
        for loopClass in classes where loopClass.count == 0 { loopClass.close() }
        classes.removeAll { $0.count == 0 }
    }

    /// The monotonic clock, in nanoseconds.
    var now: assay_instant_t { loops.pointee.now(loop) }

    /// Posts `job` to this loop from any thread.
    func perform(_ job: @escaping @Sendable (LoopEngine) -> Void) {
        LoopJob.post(to: loop, loops) { job(self) }
    }

    // MARK: Starting users

    /// Makes a user whose start is due at `deadline`.
    func spawn(_ number: Int, userID: UInt64, deadline: assay_instant_t, arrival: assay_instant_t? = nil) {
        guard classes.indices.contains(number), !isStopping else { return }
        let loopClass = classes[number]
        let user = UserPointer.allocate(capacity: 1)
        user.initialize(
            to: UserRecord(
                context: assay_user_context_t(
                    user_host: UnsafePointer(loopClass.userHost), user_id: userID, scheduled: arrival ?? deadline,
                    measures_from_schedule: arrival != nil),
                timer: assay_timer_t(), user: nil, loopClass: .passUnretained(loopClass), turn: 0,
                root: SetFrame(set: 0, of: loopClass.tasks.sets[0], entered: deadline), nested: nil, previous: nil,
                next: nil, phase: .due, isEnding: false, isForced: false, isDismissed: false, isStepRunning: false,
                waitsAfterLeaving: false))
        user.pointee.timer.user_data = UnsafeMutableRawPointer(user)
        user.pointee.timer.on_fire = LoopEngine.timerFired
        loopClass.insert(user)
        userCount += 1
        loops.pointee.add_timer(loop, timer(of: user), deadline)
    }

    /// The user's timer, at its place inside the record.
    func timer(of user: UserPointer) -> UnsafeMutablePointer<assay_timer_t> {
        let offset = MemoryLayout<UserRecord>.offset(of: \UserRecord.timer) ?? 0
        return (UnsafeMutableRawPointer(user) + offset).assumingMemoryBound(to: assay_timer_t.self)
    }

    /// The user's context, at its place inside the record.
    func context(of user: UserPointer) -> UnsafeMutablePointer<assay_user_context_t> {
        UnsafeMutableRawPointer(user).assumingMemoryBound(to: assay_user_context_t.self)
    }

    private static let timerFired: @convention(c) (UnsafeMutablePointer<assay_timer_t>?) -> Void = { timer in
        guard let timer, let data = timer.pointee.user_data else { return }
        let user = data.assumingMemoryBound(to: UserRecord.self)
        let engine = user.pointee.loopClass._withUnsafeGuaranteedRef { $0.engine }
        engine.timerFired(user, deadline: timer.pointee.deadline)
    }

    private func timerFired(_ user: UserPointer, deadline: assay_instant_t) {
        switch user.pointee.phase {
        case .due:
            // A late first start moves the ramp and no figure: it is no dispatch delay.
            create(user)
        case .waiting:
            delays.add(now &- deadline)
            beginTask(user)
        default:
            // The time that a dismissed user has to end by itself is over.
            end(user, force: true)
        }
    }

    private func create(_ user: UserPointer) {
        let loopClass = user.pointee.loopClass.takeUnretainedValue()
        var made: UnsafeMutableRawPointer?
        do {
            try AssayError.check {
                loopClass.functions.pointee.create_user(
                    loopClass.userClass.scenario, context(of: user), &made, $0)
            }
        } catch {
            report(error: "\(error)", trace: "a user could not be made", task: "create", of: user)
            remove(user)
            return
        }
        user.pointee.user = made
        run.hooks.emit(run.hooks.userAdd, userID: user.pointee.context.user_id, userClass: loopClass.recorder)
        user.pointee.phase = .starting
        if loopClass.userClass.hasOnStart {
            begin(user, .ASSAY_STEP_ON_START, 0)
        } else {
            startedWell(user)
        }
    }

    /// on_start is over: the first task, or in the open model the arrival that the user was made for.
    func startedWell(_ user: UserPointer) {
        user.pointee.phase = .waiting
        beginTask(user)
    }

    // MARK: Removing users

    /// Frees a user, between steps and never from inside one.
    func remove(_ user: UserPointer) {
        let loopClass = user.pointee.loopClass.takeUnretainedValue()
        loops.pointee.cancel_timer(loop, timer(of: user))
        loopClass.remove(user)
        if !user.pointee.isDismissed, !user.pointee.context.measures_from_schedule {
            run.userHasEnded(loopClass.number, loop: index)
        }
        if let object = user.pointee.user {
            loopClass.functions.pointee.destroy_user(object)
            run.hooks.emit(run.hooks.userRemove, userID: user.pointee.context.user_id, userClass: loopClass.recorder)
        }
        user.deinitialize(count: 1)
        user.deallocate()
        userCount -= 1
        if userCount == 0 { run.loopIsEmpty() }
    }
}
