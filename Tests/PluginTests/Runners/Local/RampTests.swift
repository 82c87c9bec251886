// Assay: tests of how many users there are, of which classes, and when, on loops in virtual time.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit
import Testing

private class Idler: TracedUser {
    static let waitTime = WaitTime.constant(1)
}

private final class Heavy: Idler, User {
    static let weight = 3.0
    static var tasks: TaskList<Heavy> { task("t") { $0.note("Heavy") } }
}

private final class Light: Idler, User {
    static var tasks: TaskList<Light> { task("t") { $0.note("Light") } }
}

private final class Fixed: Idler, User {
    static let fixedCount = 2
    static var tasks: TaskList<Fixed> { task("t") { $0.note("Fixed") } }
}

private final class Unwanted: Idler, User {
    static let weight = 0.0
    static var tasks: TaskList<Unwanted> { task("t") { $0.note("Unwanted") } }
}

/// Ends after its first second.
private final class Brief: Idler, User {
    private var isDone = false
    static var tasks: TaskList<Brief> {
        task("t") { user in
            if user.isDone { throw StopUser() }
            user.isDone = true
        }
    }
}

/// A task that ends only when it is cut off.
private final class Stubborn: TracedUser, User {
    static var tasks: TaskList<Stubborn> { task("t") { try await $0.context.sleep(seconds: 1e6) } }
}

@Suite struct RampTests {
    private func run(_ users: [any User.Type], _ options: JSONObject) throws -> LocalRun {
        let run = try LocalRun(users, options)
        try run.begin()
        return run
    }

    /// The first user starts at once, each next one a rate's distance later: no two in phase.
    @Test func usersStartAtTheRate() throws {
        let run = try run([Light.self], ["users": 20, "spawn_rate": 4])
        run.advance(by: 6)
        let times = run.trace.times("start")
        #expect(times.count == 20)
        for (number, time) in times.enumerated() { #expect(abs(time - Double(number) / 4) < 0.02) }
        #expect(run.runEvents == ["init", "test_start", "spawning_complete"])
        #expect(run.close().isEmpty)
    }

    /// Classes come in Locust's order, by the Kullback-Leibler distance: for 3 to 1 it is H H L H, then H H L H again.
    @Test func classesShareUsersByWeight() throws {
        let run = try run([Light.self, Heavy.self, Unwanted.self], ["users": 40, "spawn_rate": 1000])
        run.advance(by: 0.5)
        #expect(run.trace.count("Heavy") == 30)
        #expect(run.trace.count("Light") == 10)
        #expect(run.trace.count("Unwanted") == 0)
        #expect(run.close().isEmpty)
    }

    @Test func equalWeightsAreEqual() throws {
        let run = try run([Light.self, Heavy.self], ["users": 40, "spawn_rate": 1000, "equal_weights": true])
        run.advance(by: 0.5)
        #expect(run.trace.count("Heavy") == 20)
        #expect(run.trace.count("Light") == 20)
        #expect(run.close().isEmpty)
    }

    @Test func fixedCountsComeFirst() throws {
        let run = try run([Light.self, Fixed.self], ["users": 5, "spawn_rate": 1])
        run.advance(by: 1.5)
        #expect(Set(run.trace.words) == ["start", "Fixed"])
        run.advance(by: 8)
        let first = run.trace.entries.filter { $0.what == "Fixed" || $0.what == "Light" }
        #expect(Set(first.filter { $0.what == "Fixed" }.map(\.user)).count == 2)
        #expect(Set(first.filter { $0.what == "Light" }.map(\.user)).count == 3)
        #expect(run.close().isEmpty)
    }

    @Test func aFixedCountAloneIsAllThereIs() throws {
        let run = try run([Fixed.self], ["users": 10, "spawn_rate": 1000])
        run.advance(by: 1)
        #expect(run.userCount == 2)
        #expect(run.runEvents.last == "spawning_complete")
        #expect(run.close().isEmpty)
    }

    @Test func configUsersChangeClasses() throws {
        let changes: JSONValue = [
            ["user_class_name": "Heavy", "weight": 1], ["user_class_name": "Light", "fixed_count": 7],
        ]
        let run = try run([Light.self, Heavy.self], ["users": 10, "spawn_rate": 1000, "config_users": changes])
        run.advance(by: 0.5)
        #expect(run.trace.count("Light") == 7)
        #expect(run.trace.count("Heavy") == 3)
        #expect(run.close().isEmpty)
    }

    @Test func aShapeGoesUpAndDown() throws {
        let run = try run([Light.self], ["shape": Self.stages([(4, 6, 2), (8, 2, 1), (20, 2, 1)])])
        run.advance(by: 3.5)
        #expect(run.userCount == 6)
        run.advance(by: 2)
        #expect((3...5).contains(run.userCount))
        run.advance(by: 4)
        #expect(run.userCount == 2)
        #expect(run.trace.count("stop") == 4)
        #expect(run.runEvents == ["init", "test_start", "spawning_complete", "spawning_complete"])
        #expect(run.close().isEmpty)
    }

    /// Locust: `stop_users` waits for the stop timeout and then kills.
    @Test func aRampDownHasTheStopTimeout() throws {
        let shape = Self.stages([(4, 4, 100), (20, 1, 100)])
        let run = try run([Stubborn.self], ["shape": shape, "stop_timeout": 3])
        run.advance(by: 6)
        #expect(run.userCount == 4)
        run.advance(by: 3)
        #expect(run.userCount == 1)
        #expect(run.trace.count("stop") == 3)
        run.advance(by: 3)
        #expect(run.userCount == 1)
        #expect(run.close().isEmpty)
    }

    /// Locust compares a new target with the users that are there, not with those that were started once.
    @Test func aRampCountsUsersThatAreThere() throws {
        let shape = Self.stages([(4, 6, 100), (8, 6, 50), (20, 3, 100)])
        let run = try run([Brief.self, Light.self], ["shape": shape])
        run.advance(by: 3.5)
        #expect(run.userCount == 3)
        run.advance(by: 1.1)
        #expect(run.userCount == 6)
        run.advance(by: 3)
        #expect((4...5).contains(run.userCount))
        run.advance(by: 2)
        #expect(run.userCount == 3)
        #expect(run.trace.count("start") == 9)
        #expect(run.close().isEmpty)
    }

    @Test func keysChangeTheNumber() throws {
        let run = try run([Light.self], ["users": 5, "spawn_rate": 100])
        run.advance(by: 1)
        try run.addUsers(10)
        run.advance(by: 1)
        #expect(run.userCount == 15)
        try run.addUsers(-1)
        run.advance(by: 1)
        #expect(run.userCount == 14)
        try run.addUsers(-100)
        run.advance(by: 1)
        #expect(run.userCount == 0)
        #expect(run.exitCode == nil)
        #expect(run.close().isEmpty)
    }

    private static func stages(_ stages: [(end: Int, users: Int, rate: Int)]) -> JSONValue {
        let list = stages.map { stage in
            JSONValue.object([
                "duration": .integer(Int64(stage.end)), "users": .integer(Int64(stage.users)),
                "spawn_rate": .integer(Int64(stage.rate)),
            ])
        }
        return ["id": "assay.shape.stages", "config": ["stages": .array(list)]]
    }
}
