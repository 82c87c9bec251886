// Assay: tests of the open model, on loops in virtual time.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit
import Testing

private final class Quick: TracedUser, User {
    static var tasks: TaskList<Quick> { task("t") { $0.note("task") } }
}

/// Its wait does not count: in the open model the arrivals say when.
private final class Slow: TracedUser, User {
    static let waitTime = WaitTime.constant(50)
    static var tasks: TaskList<Slow> {
        task("t") { user in
            user.note("begin")
            try await user.context.sleep(seconds: 1)
            user.note("end")
        }
    }
}

private final class Rare: TracedUser, User {
    static let weight = 0.25
    static var tasks: TaskList<Rare> {
        task("t") { user in
            user.note("begin")
            try await user.context.sleep(seconds: 1)
            user.note("end")
        }
    }
}

/// Ends with each task.
private final class Mortal: TracedUser, User {
    static var tasks: TaskList<Mortal> {
        task("t") { user in
            user.note("task")
            throw StopUser()
        }
    }
}

@Suite struct OpenModelTests {
    private func run(
        _ users: [any User.Type], rate: Double, maxUsers: Int = 1000, seconds: Double, process: String = "constant",
        seed: Int64 = 1
    ) throws -> LocalRun {
        let stage: JSONValue = ["from": .number(rate), "duration": .number(seconds)]
        let shape: JSONValue = [
            "id": "assay.shape.arrival_rate",
            "config": [
                "stages": [stage], "max_users": .integer(Int64(maxUsers)), "process": .string(process),
                "seed": .integer(seed),
            ],
        ]
        let run = try LocalRun(users, ["shape": shape, "stop_timeout": 5])
        try run.begin()
        run.advance(by: seconds + 6, step: 0.02)
        #expect(run.exitCode == 0)
        #expect(run.last.reason == "shape finished")
        #expect(run.close().isEmpty)
        return run
    }

    /// Also when the shape alone says that the model is open.
    @Test func refusesToResetStatistics() throws {
        let shape: JSONValue = ["id": "assay.shape.arrival_rate", "config": ["stages": [["from": 10, "duration": 1]]]]
        let run = try LocalRun([Quick.self], ["shape": shape, "reset_stats": true])
        #expect(throws: AssayError.self) { try run.begin() }
    }

    /// The most that were between "begin" and "end" at the same time.
    private func mostAtWork(_ trace: Trace) -> Int {
        var count = 0
        var most = 0
        for word in trace.words {
            count += word == "begin" ? 1 : word == "end" ? -1 : 0
            most = max(most, count)
        }
        return most
    }

    /// Arrival n is at n / rate, to the nanosecond, however long iterations take.
    @Test func iterationsBeginOnSchedule() throws {
        let quick = try run([Quick.self], rate: 30, seconds: 20).trace.times("task")
        #expect(quick.count == 600)
        for (number, time) in quick.enumerated() { #expect(abs(time - Double(number) / 30) < 2e-9) }
        let slow = try run([Slow.self], rate: 30, seconds: 20)
        #expect(slow.trace.times("begin") == quick)
        #expect(slow.last.droppedCount == 0)
        #expect((30...31).contains(mostAtWork(slow.trace)))
    }

    /// Of 30 that are due in a second, 7 find room: those that find none are dropped, and none is late.
    @Test func whatFindsNoRoomIsDropped() throws {
        let run = try run([Slow.self], rate: 30, maxUsers: 7, seconds: 20)
        let begun = run.trace.times("begin")
        #expect(mostAtWork(run.trace) == 7)
        #expect(begun.count == 140)
        #expect(run.last.droppedCount == UInt64(600 - begun.count))
        for time in begun { #expect(abs((time * 30).rounded() - time * 30) < 1e-6) }
    }

    @Test func theBoundHoldsForAllClassesTogether() throws {
        let run = try run([Slow.self, Rare.self, Quick.self], rate: 50, maxUsers: 2, seconds: 20)
        #expect(mostAtWork(run.trace) == 2)
        #expect(UInt64(run.trace.count("begin") + run.trace.count("task")) + run.last.droppedCount == 1000)
    }

    @Test func classesShareArrivalsByWeight() throws {
        let run = try run([Quick.self, Rare.self], rate: 200, seconds: 50)
        let rare = Double(run.trace.count("begin"))
        // The run may end a step before the last arrivals.
        #expect((9_990...10_000).contains(run.trace.count("task") + Int(rare)))
        // A fifth, within 4.5 standard deviations.
        #expect(abs(rare - 2000) < 4.5 * 40)
    }

    @Test func aUserThatEndedMakesRoom() throws {
        let run = try run([Mortal.self], rate: 20, maxUsers: 1, seconds: 5)
        #expect(run.trace.count("task") == 100)
        #expect(run.trace.count("start") == 100 && run.trace.count("stop") == 100)
    }

    /// A Poisson process: gaps are exponential with a mean of 1 / rate, and independent.
    @Test func poissonGapsAreExponential() throws {
        let times = try run([Quick.self], rate: 100, seconds: 100, process: "poisson").trace.times("task")
        #expect(abs(Double(times.count) - 10_000) < 450)
        let gaps = zip(times.dropFirst(), times).map { $0 - $1 }
        let count = Double(gaps.count)
        for (limit, share) in [(0.001, 0.904837), (0.005, 0.606531), (0.01, 0.367879), (0.03, 0.049787)] {
            let beyond = Double(gaps.filter { $0 > limit }.count)
            #expect(abs(beyond - count * share) < 4.5 * (count * share * (1 - share)).squareRoot())
        }
        let products = zip(gaps.dropFirst(), gaps).map { ($0 - 0.01) * ($1 - 0.01) }
        #expect(abs(products.reduce(0, +) / count) < 4.5 * 1e-4 / count.squareRoot())
        #expect(try run([Quick.self], rate: 100, seconds: 100, process: "poisson").trace.times("task") == times)
    }
}
