// Assay: one test run, from start to exit code.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayKit
internal import CAssay
internal import Synchronization

/// One test run. Its members are touched on the main thread alone, but for those that never change once it runs.
final class TestRun: @unchecked Sendable {
    // @unchecked: confined to the main thread; what the loops read is written before they start.
    /// Locust's words.
    enum State: String {
        case ready, spawning, running, stopping, stopped
    }

    let plan: RunPlan
    let host: Host
    let hooks: RunHooks
    let main: Loop
    let runID: String
    let parts: RunParts
    private(set) var classes: [UserClass] = []
    var engines: [LoopEngine] = []
    var state = State.ready
    var dispatcher: UserDispatcher
    /// Users wanted now, and how fast to get there.
    var targetUsers = 0
    var spawnRate = 1.0
    /// When the next user is due, as an instant of the main loop's clock.
    var nextSpawn: assay_instant_t = 0
    var startInstant: assay_instant_t = 0
    var startTime: assay_time_t = 0
    var shapeTarget = ShapeTarget()
    var arrivalsUntil: assay_duration_t = 0
    var maxOpenUsers = 0
    var health = GeneratorHealth()
    var reason = ""
    var hasAborted = false
    /// How often the end was asked for, and whether users were cut off.
    var stopRequests = 0
    var forceCount = 0
    var finished: ((Int32) -> Void)?
    /// An exporter, a shape or a user has broken the run: exit code 2.
    var hasBrokenListener = false
    /// Open model: which of the iterations that may be at work is next; it says on which loop.
    var nextSlot = 0
    /// --reset-stats: done with the next collection.
    var mustReset = false
    var pendingEmptyCheck = false
    /// Users would not end: what they may touch is never freed.
    var hasLeftUsers = false
    /// Loops that do not answer any more.
    var lostEngines: [LoopEngine] = []
    /// Ticks that found the loops' last answers missing.
    var silentTicks = 0
    /// Loops that have not answered yet, and what the others have said.
    var pendingReports = 0
    var reportedCounts: [Int] = []
    var reportedUsers = 0
    var reportedLag = 0.0
    var reportedCPU: [Int64] = []
    var lastDelays = DelayHistogram()
    var lastCPU: [Int64] = []
    var lastHealth: assay_instant_t = 0
    var lastTick: assay_instant_t = 0
    let timers: RunTimers
    let texts = KeptTexts()
    private let userIDs = Atomic<UInt64>(0)

    /// Makes the parts of a run: scenarios, collector, exporters, shape. Nothing runs yet.
    init(_ plan: RunPlan, host: Host) throws {
        self.plan = plan
        self.host = host
        hooks = try RunHooks(host)
        main = try host.mainLoop()
        let parts = try RunParts(plan, host: host)
        self.parts = parts
        runID = TestRun.makeRunID()
        timers = RunTimers(main)
        dispatcher = UserDispatcher(weights: [], fixedCounts: [], loopCount: 1)
        do {
            classes = try UserClass.all(of: parts.scenarios, plan) { [host] in
                host.log(.ASSAY_LOG_WARNING, LocalRunner.descriptor.id, $0)
            }
            try parts.makeClients(plan.client.map { [$0] } ?? Set(classes.flatMap(\.clients)))
        } catch {
            parts.destroy()
            throw error
        }
    }

    /// The collector's functions, for the loops.
    var collectorFunctions: UnsafePointer<assay_collector_t> { parts.collectorFunctions }

    /// The client component `id`. [any]
    func client(_ id: String) throws -> UnsafePointer<assay_component_t> { try parts.client(id) }

    /// A number for a new user. [any]
    func takeUserID() -> UInt64 { userIDs.wrappingAdd(1, ordering: .relaxed).newValue }

    /// A line in the log.
    func log(_ level: assay_log_level_t, _ message: String) {
        host.log(level, LocalRunner.descriptor.id, message)
    }

    /// Runs `body` on the main thread, from any thread.
    func onMain(_ body: @escaping @Sendable (TestRun) -> Void) {
        LoopJob.post(to: main.pointer, main.table) { body(self) }
    }

    private static func makeRunID() -> String {
        let digits = Array("0123456789abcdef")
        return String((0..<32).map { _ in digits[Int.random(in: 0..<16)] })
    }
}

// MARK: From the loops

extension TestRun {
    /// A task has thrown StopTest. [loop]
    func stopFromTask() {
        onMain { $0.stop(reason: "stopped by a task") }
    }

    /// A user ended by itself. [loop]
    func userHasEnded(_ number: Int, loop: Int) {
        onMain { $0.dispatcher.noteEnd(UserDispatcher.Placement(userClass: number, loop: loop)) }
    }

    /// A loop has no users left. [loop]
    func loopIsEmpty() {
        onMain { $0.checkForEnd() }
    }
}
