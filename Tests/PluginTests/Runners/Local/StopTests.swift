// Assay: tests of how runs and users are stopped, on loops in virtual time.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit
import Testing

/// One task of three seconds.
private final class Sleeper: TracedUser, User {
    static var tasks: TaskList<Sleeper> {
        task("t") { user in
            user.note("begin")
            try await user.context.sleep(seconds: 3)
            user.note("end")
        }
    }
}

/// Waits for ever after its first task, inside a set.
private final class Waiter: TracedUser, User {
    static let waitTime = WaitTime.constant(1000)
    static var tasks: TaskList<Waiter> {
        taskSet("set", onStart: { $0.note("set start") }, onStop: { $0.note("set stop") }) {
            task("t") { $0.note("task") }
        }
    }
}

private final class SlowStart: TracedUser, User {
    static var tasks: TaskList<SlowStart> { task("t") { $0.note("task") } }
    override func onStart() async throws {
        note("begin")
        try await context.sleep(seconds: 3)
        note("end")
    }
}

private final class SlowSetStart: TracedUser, User {
    static var tasks: TaskList<SlowSetStart> {
        taskSet("set", onStart: { try await $0.enter() }, onStop: { $0.note("set stop") }) {
            task("t") { $0.note("task") }
        }
    }

    private func enter() async throws {
        note("begin")
        try await context.sleep(seconds: 3)
        note("end")
    }
}

/// Takes its time to leave a set.
private final class SlowSetStop: TracedUser, User {
    static var tasks: TaskList<SlowSetStop> {
        taskSet("set", onStop: { try await $0.leave() }) { task("t") { _ in throw Interrupt() } }
    }

    private func leave() async throws {
        note("begin")
        try await context.sleep(seconds: 3)
        note("end")
    }
}

/// Its on_stop waits for two seconds.
private final class SlowStop: TracedUser, User {
    static var tasks: TaskList<SlowStop> { task("t") { try await $0.context.sleep(seconds: 3) } }
    override func onStop() async throws {
        note("stop")
        try await context.sleep(seconds: 2)
        note("stopped")
    }
}

/// Ends the test with its second task.
private final class Stopper: TracedUser, User {
    static let waitTime = WaitTime.constant(1)
    private var count = 0
    static var tasks: TaskList<Stopper> {
        task("t") { user in
            user.count += 1
            user.note("task")
            if user.count == 2 { throw StopTest() }
        }
    }
}

/// What each case did in Locust 2.47.0 with `--run-time 1`, or what its code says where Assay differs.
@Suite struct StopTests {
    private func words(_ type: any User.Type, _ options: JSONObject, seconds: Double = 8) throws -> [String] {
        let run = try LocalRun([type], options)
        try run.begin()
        run.advance(by: seconds)
        #expect(run.exitCode == 0)
        #expect(run.userCount == 0)
        #expect(run.runEvents == LocalRun.allEvents)
        #expect(run.close().isEmpty)
        return run.trace.words
    }

    private static let graceful: JSONObject = ["run_time": 1, "stop_timeout": 10]
    private static let patient: JSONObject = ["run_time": 1, "stop_timeout": 1]
    private static let forced: JSONObject = ["run_time": 1]

    @Test func aGracefulStopLetsTheTaskEnd() throws {
        #expect(try words(Sleeper.self, Self.graceful) == ["start", "begin", "end", "stop"])
    }

    @Test func aForcedStopCutsTheTaskOff() throws {
        #expect(try words(Sleeper.self, Self.forced) == ["start", "begin", "stop"])
    }

    @Test func theTimeToStopIsBounded() throws {
        #expect(try words(Sleeper.self, Self.patient) == ["start", "begin", "stop"])
    }

    @Test(arguments: [graceful, forced])
    func aWaitingUserEndsAtOnce(_ options: JSONObject) throws {
        let words = try words(Waiter.self, options, seconds: 1.5)
        #expect(words == ["start", "set start", "task", "set stop", "stop"])
    }

    @Test func onStartIsATaskLikeOthers() throws {
        #expect(try words(SlowStart.self, Self.graceful) == ["begin", "end", "stop"])
        #expect(try words(SlowStart.self, Self.forced) == ["begin", "stop"])
    }

    /// A set that was not entered is not left.
    @Test func aSetIsLeftWhenItWasEntered() throws {
        #expect(try words(SlowSetStart.self, Self.graceful) == ["start", "begin", "end", "set stop", "stop"])
        #expect(try words(SlowSetStart.self, Self.forced) == ["start", "begin", "stop"])
    }

    @Test func leavingASetIsCutOffToo() throws {
        #expect(try words(SlowSetStop.self, Self.graceful) == ["start", "begin", "end", "stop"])
        #expect(try words(SlowSetStop.self, Self.forced) == ["start", "begin", "stop"])
    }

    /// Locust waits as long as on_stop takes; Assay gives it 5 s.
    @Test func onStopKeepsItsTime() throws {
        #expect(try words(SlowStop.self, Self.forced) == ["start", "stop", "stopped"])
    }

    /// Locust's documentation says so; Locust 2.47.0 ends the user alone, because `User.run` swallows the exception.
    @Test func stopTestEndsTheTest() throws {
        let run = try LocalRun([Stopper.self, Waiter.self], ["users": 2, "spawn_rate": 100])
        try run.begin()
        run.advance(by: 2)
        #expect(run.exitCode == 0)
        #expect(run.last.reason == "stopped by a task")
        #expect(run.trace.count("stop") == 2)
        #expect(run.runEvents == LocalRun.allEvents)
        #expect(run.close().isEmpty)
    }

    @Test func aSecondStopCutsOff() throws {
        let run = try LocalRun([Sleeper.self], ["stop_timeout": 100])
        try run.begin()
        run.advance(by: 1)
        run.stop()
        run.advance(by: 1)
        #expect(run.trace.words == ["start", "begin"])
        run.stop()
        run.advance(by: 0.1)
        #expect(run.trace.words == ["start", "begin", "stop"])
        #expect(run.exitCode == 0)
        #expect(run.close().isEmpty)
    }

    /// A user that has a start in the future is not started any more.
    @Test func aStopEndsTheRamp() throws {
        let run = try LocalRun([Waiter.self], ["users": 100, "spawn_rate": 10, "run_time": 2])
        try run.begin()
        run.advance(by: 4)
        #expect((19...21).contains(run.trace.count("start")))
        #expect(run.trace.count("start") == run.trace.count("stop"))
        #expect(!run.runEvents.contains("spawning_complete"))
        #expect(run.exitCode == 0)
        #expect(run.close().isEmpty)
    }
}
