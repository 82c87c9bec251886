// Assay: the users that the tests of the scenario kit drive.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayTesting
import CAssay

/// Something that a task throws of its own.
struct Broken: Error, CustomStringConvertible {
    let description = "the cart is empty"
}

/// One task for each thing that a task can do; their indices are those of `Step`.
final class Walker: HTTPUser, User {
    static let name = "Walker"
    static let waitTime = WaitTime.custom
    var count = 0

    /// The tasks' indices, in their order.
    enum Step: Int {
        case count, sleep, stopUser, stopTest, reschedule, rescheduleNow, interrupt, interruptLater, broken, get
        case checked, json, exact, overruled, failed, sleepTwice
    }

    static var tasks: TaskList<Walker> {
        task("count") { $0.count += 1 }
        task("sleep") { try await $0.context.sleep(seconds: 1.5) }
        task("stop user") { _ in throw StopUser() }
        task("stop test") { _ in throw StopTest() }
        task("reschedule") { _ in throw RescheduleTask() }
        task("reschedule now") { _ in throw RescheduleTask(immediately: true) }
        task("interrupt") { _ in throw Interrupt() }
        task("interrupt later") { _ in throw Interrupt(reschedule: false) }
        task("broken") { _ in throw Broken() }
        task("get") { _ = try await $0.http.get("/a", name: "page") }
        task("checked") { _ = try await $0.http.get("/b") { try $0.expect(status: 200) } }
        task("json") { _ = try await $0.http.get("/c") { try $0.expect(json: "items[0].id", equals: 7) } }
        task("exact") { _ = try await $0.http.get("/c") { try $0.expect(json: "id", equals: 9_007_199_254_740_993) } }
        task("overruled") { _ = try await $0.http.get("/d") { $0.success() } }
        task("failed") { _ = try await $0.http.get("/e") { $0.failure("too slow") } }
        task("sleep twice") { user in
            do { try await user.context.sleep(seconds: 5) } catch { user.count += 10 }
            try await user.context.sleep(seconds: 5)
        }
    }

    func customWaitTime() -> Double { Double(count) + 0.5 }
}

/// Runs `body` with a user of `Walker`, and checks that it leaves nothing behind.
func withWalker(_ body: (TestHost, TestUser) throws -> Void) throws -> [String] {
    let host = TestHost()
    host.register(Scenario("test.walker", users: [Walker.self]))
    let component = try host.create("test.walker")
    let user = try TestUser(host, component)
    try body(host, user)
    user.destroy()
    component.pointee.destroy(component)
    var problems = host.violations + user.recorder.violations
    if !host.work.isIdle { problems.append("the loop is not idle") }
    if user.client.sessionCount != 0 { problems.append("\(user.client.sessionCount) sessions are open") }
    if user.client.responseCount != 0 { problems.append("\(user.client.responseCount) responses were kept") }
    return problems
}

extension TestUser {
    /// Begins a task of `Walker`.
    @discardableResult
    func run(_ step: Walker.Step) -> End? { runTask(step.rawValue) }
}
