// Assay: tests of how long users wait, on loops in virtual time.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit
import Testing

/// One task that takes no time, or `busy` seconds in the classes that say so.
private class Waiter: TracedUser {
    func work(_ busy: Double = 0) async throws {
        note("task")
        if busy > 0 { try await context.sleep(seconds: busy) }
    }
}

private final class Constant: Waiter, User {
    static let waitTime = WaitTime.constant(2)
    static var tasks: TaskList<Constant> { task("t") { try await $0.work(0.5) } }
}

private final class Between: Waiter, User {
    static let waitTime = WaitTime.between(1, 3)
    static var tasks: TaskList<Between> { task("t") { try await $0.work() } }
}

private final class Poisson: Waiter, User {
    static let waitTime = WaitTime.poisson(4)
    static var tasks: TaskList<Poisson> { task("t") { try await $0.work() } }
}

private final class Pacing: Waiter, User {
    static let waitTime = WaitTime.constantPacing(2)
    private var count = 0
    /// The fourth task is late; those before and after it take 0.5 s.
    static var tasks: TaskList<Pacing> {
        task("t") { user in
            user.count += 1
            try await user.work(user.count == 4 ? 3 : 0.5)
        }
    }
}

private final class Throughput: Waiter, User {
    static let waitTime = WaitTime.constantThroughput(4)
    static var tasks: TaskList<Throughput> { task("t") { try await $0.work(0.1) } }
}

private final class Custom: Waiter, User {
    static let waitTime = WaitTime.custom
    private var count = 0.0
    static var tasks: TaskList<Custom> { task("t") { try await $0.work() } }
    func customWaitTime() -> Double {
        count += 1
        return count
    }
}

/// The set waits otherwise than the class, and leaves itself after three tasks.
private final class Nested: Waiter, User {
    static let waitTime = WaitTime.constantPacing(10)
    private var count = 0
    static var tasks: TaskList<Nested> {
        taskSet("set", waitTime: .constantPacing(1)) {
            task("t") { user in
                user.count += 1
                try await user.work(0.25)
                if user.count % 3 == 0 { throw Interrupt(reschedule: false) }
            }
        }
    }
}

@Suite struct WaitTests {
    /// When the tasks of one user began.
    private func times(_ type: any User.Type, seconds: Double, step: Double = 0.01) throws -> [Double] {
        let run = try LocalRun([type])
        try run.begin()
        run.advance(by: seconds, step: step)
        let times = run.trace.times("task")
        #expect(run.close().isEmpty)
        return times
    }

    private func gaps(_ times: [Double]) -> [Double] { zip(times.dropFirst(), times).map { $0 - $1 } }

    @Test func constantWaitsComeAfterTheTask() throws {
        #expect(try times(Constant.self, seconds: 11) == [0, 2.5, 5, 7.5, 10])
    }

    /// As `random.uniform`: a mean of 2, a variance of 1/3, all values in [1, 3], and as many in each tenth.
    @Test func betweenIsUniform() throws {
        let waits = gaps(try times(Between.self, seconds: 20_000, step: 0.02))
        #expect(waits.count > 9_000)
        #expect(waits.allSatisfy { $0 >= 1 && $0 <= 3 })
        var tenths = [Int](repeating: 0, count: 10)
        for wait in waits { tenths[min(Int((wait - 1) * 5), 9)] += 1 }
        let expected = Double(waits.count) / 10
        let square = tenths.reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
        // The 99.99 % point of chi-square with 9 degrees of freedom.
        #expect(square < 33.7)
    }

    /// As `random.expovariate(4)`: P(wait > t) is exp(-4 t).
    @Test func poissonIsExponential() throws {
        let waits = gaps(try times(Poisson.self, seconds: 3000, step: 0.02))
        let count = Double(waits.count)
        #expect(abs(count - 12_000) < 550)
        for (limit, share) in [(0.1, 0.67032), (0.25, 0.36788), (0.5, 0.13534), (1.0, 0.018316)] {
            let beyond = Double(waits.filter { $0 > limit }.count)
            let deviation = (count * share * (1 - share)).squareRoot()
            #expect(abs(beyond - count * share) < 4.5 * deviation)
        }
    }

    /// Locust: `max(0, 2 - time since the last wait ended)`; a late user does not catch up. The first wait counts from
    /// when the user was made.
    @Test func pacingKeepsADistanceAndDoesNotCatchUp() throws {
        #expect(try times(Pacing.self, seconds: 14) == [0, 2, 4, 6, 9, 11, 13])
    }

    @Test func throughputIsPacingByTheRate() throws {
        #expect(try times(Throughput.self, seconds: 1.1) == [0, 0.25, 0.5, 0.75, 1])
    }

    @Test func aCustomWaitIsAskedEachTime() throws {
        #expect(try times(Custom.self, seconds: 11) == [0, 1, 3, 6, 10])
    }

    /// Locust keeps the time of the last wait for each set and for the user: entering the set begins the set's, and the
    /// user's goes on meanwhile. Its own trace of this case: 0, 1, 2, then 10, 11, 12, then 20.
    @Test func aSetPacesForItself() throws {
        #expect(try times(Nested.self, seconds: 20.5) == [0, 1, 2, 10, 11, 12, 20])
    }
}
