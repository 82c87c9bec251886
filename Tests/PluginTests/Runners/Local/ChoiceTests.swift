// Assay: tests of which tasks run: by weight, in sequence, by transitions, by tags; on loops in virtual time.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit
import AssayTesting
import CAssay
import Testing

private class Walker: TracedUser {
    static let waitTime = WaitTime.constant(0.01)
}

private final class Weighted: Walker, User {
    static var tasks: TaskList<Weighted> {
        task("five", weight: 5) { $0.note("five") }
        task("none", weight: 0) { $0.note("none") }
        taskSet("set", weight: 3) {
            task("three") {
                $0.note("three")
                throw Interrupt()
            }
        }
        task("two", weight: 2) { $0.note("two") }
    }
}

private final class Chain: Walker, User {
    static let order = TaskOrder.markov
    static var tasks: TaskList<Chain> {
        task("a") { $0.note("a") }.to("a").to("b", weight: 2).to("c", weight: 3)
        task("b") { $0.note("b") }.to("a")
        task("c") { $0.note("c") }.to("b", weight: 9).to("c", weight: 1)
    }
}

private final class LostTask: Walker, User {
    static let order = TaskOrder.markov
    static var tasks: TaskList<LostTask> {
        task("a") { $0.note("a") }.to("b")
        task("b") { $0.note("b") }.to("a")
        task("island") { $0.note("island") }.to("a").to("cave")
        task("cave") { $0.note("cave") }.to("island")
    }
}

private final class Tagged: Walker, User {
    static var tasks: TaskList<Tagged> {
        task("plain") { $0.note("plain") }
        task("read") { $0.note("read") }.tags("read", "all")
        taskSet("writes") {
            task("write") { try $0.leave("write") }.tags("slow")
            task("erase") { try $0.leave("erase") }
        }.tags("write", "all")
        taskSet("chain", .markov) { task("link") { try $0.leave("link") }.to("link") }
    }

    private func leave(_ what: String) throws {
        note(what)
        throw Interrupt(reschedule: false)
    }
}

private final class Untagged: Walker, User {
    static var tasks: TaskList<Untagged> { task("untagged") { $0.note("untagged") } }
}

private final class NoRate: TracedUser, User {
    static let waitTime = WaitTime.constantThroughput(0)
    static var tasks: TaskList<NoRate> { task("t") { _ in } }
}

private final class NegativePoisson: Walker, User {
    static var tasks: TaskList<NegativePoisson> {
        taskSet("calls", waitTime: .poisson(-1)) { task("t") { _ in } }
    }
}

@Suite struct ChoiceTests {
    private func run(_ users: [any User.Type], _ options: JSONObject = [:], seconds: Double) throws -> LocalRun {
        let run = try LocalRun(users, options)
        try run.begin()
        run.advance(by: seconds, step: 0.02)
        #expect(run.close().isEmpty)
        return run
    }

    private func chiSquare(_ counts: [Int], _ shares: [Double]) -> Double {
        let sum = Double(counts.reduce(0, +))
        return zip(counts, shares).reduce(0) { square, pair in
            let expected = sum * pair.1
            return square + (Double(pair.0) - expected) * (Double(pair.0) - expected) / expected
        }
    }

    @Test func tasksAreChosenByWeight() throws {
        let trace = try run([Weighted.self], seconds: 100).trace
        let counts = ["five", "three", "two"].map { trace.count($0) }
        #expect(counts.reduce(0, +) >= 9_000)
        // The 99.99 % point with 2 degrees of freedom.
        #expect(chiSquare(counts, [0.5, 0.3, 0.2]) < 18.4)
        #expect(trace.count("none") == 0)
    }

    @Test func equalWeightsHoldForTasks() throws {
        let trace = try run([Weighted.self], ["equal_weights": true], seconds: 100).trace
        #expect(chiSquare(["five", "three", "two"].map { trace.count($0) }, [1.0 / 3, 1.0 / 3, 1.0 / 3]) < 18.4)
    }

    @Test func transitionsFollowTheirWeights() throws {
        let words = try run([Chain.self], seconds: 200).trace.words.filter { $0.count == 1 }
        #expect(words.count > 18_000 && words.first == "a")
        var pairs: [String: Int] = [:]
        for (from, to) in zip(words, words.dropFirst()) { pairs[from + to, default: 0] += 1 }
        func counts(_ from: String) -> [Int] { ["a", "b", "c"].map { pairs[from + $0] ?? 0 } }
        #expect(chiSquare(counts("a"), [1.0 / 6, 2.0 / 6, 3.0 / 6]) < 18.4)
        #expect(counts("b").dropFirst() == [0, 0] && counts("b")[0] > 0)
        #expect(chiSquare(Array(counts("c").dropFirst()), [0.9, 0.1]) < 15.1 && counts("c")[0] == 0)
    }

    /// As Locust: a warning, and the test runs.
    @Test func unreachableTasksAreWarnedOf() throws {
        let run = try run([LostTask.self], seconds: 1)
        #expect(run.trace.count("island") == 0 && run.trace.count("b") > 10)
        #expect(
            run.host.log.contains {
                $0.level == .ASSAY_LOG_WARNING && $0.message.contains("no transition leads to 'island', 'cave'")
            })
    }

    /// What Locust 2.47.0 runs of the same tasks; it keeps a Markov set whatever the tags.
    @Test(arguments: [
        (["read"], [], ["link", "read"]), (["all"], [], ["erase", "link", "read", "write"]),
        (["slow"], [], ["link", "write"]), (["write"], ["slow"], ["erase", "link"]),
        ([], ["write"], ["link", "plain", "read"]), ([], ["read", "slow"], ["erase", "link", "plain"]),
        (["all"], ["all"], ["link"]),
    ])
    func tagsChooseTasks(_ tags: [JSONValue], _ excluded: [JSONValue], _ expected: [String]) throws {
        let run = try run([Tagged.self], ["tags": .array(tags), "exclude_tags": .array(excluded)], seconds: 3)
        #expect(Set(run.trace.words).subtracting(["start", "stop"]).sorted() == expected)
    }

    @Test func aClassWithoutTasksIsLeftOut() throws {
        let run = try run([Tagged.self, Untagged.self], ["tags": ["read"], "users": 4, "spawn_rate": 100], seconds: 1)
        #expect(run.trace.count("start") == 4)
        #expect(run.trace.count("untagged") == 0)
        #expect(run.host.log.contains { $0.message.hasPrefix("user class 'Untagged' is left out") })
    }

    @Test func tagsThatLeaveNothingAreAnError() throws {
        let run = try LocalRun([Untagged.self], ["tags": ["nothing"]])
        let error = #expect(throws: AssayError.self) { try run.begin() }
        #expect(error?.message.contains("no user class is left to run; check weights, tags and names") == true)
    }

    /// Locust refuses them too: ValueError.
    @Test(arguments: [
        (NoRate.self as any User.Type, "the wait time of user class 'NoRate': a rate of 0.0"),
        (NegativePoisson.self, "the wait time of task set 'calls': a rate of -1.0"),
    ])
    func ratesOfNothingAreRefused(_ type: any User.Type, _ words: String) throws {
        let run = try LocalRun([type])
        let error = #expect(throws: AssayError.self) { try run.begin() }
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    @Test func configUsersChooseTasks() throws {
        let changes: JSONValue = [["user_class_name": "Tagged", "tasks": ["read", "chain"]]]
        let trace = try run([Tagged.self], ["config_users": changes], seconds: 1).trace
        #expect(Set(trace.words) == ["start", "read", "link", "stop"])
        let wrong = try LocalRun([Tagged.self], ["config_users": [["user_class_name": "Tagged", "tasks": ["raed"]]]])
        let error = #expect(throws: AssayError.self) { try wrong.begin() }
        #expect(error?.message.contains("names task 'raed', which 'Tagged' does not have; it has: plain, read") == true)
    }
}
