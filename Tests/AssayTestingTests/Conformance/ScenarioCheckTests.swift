// Assay: proves the check of scenarios with sound and broken ones.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayTesting
import CAssay
import Testing

/// Asks, waits, throws, and stops.
private final class Shopper: HTTPUser, User {
    static let waitTime = WaitTime.custom

    static var tasks: TaskList<Shopper> {
        task("look") { try await $0.http.get("/", name: "page") }
        task("think") { try await $0.context.sleep(seconds: 30) }
        task("for ever") { user in
            while true { try await user.context.sleep(seconds: 1) }
        }
        task("go") { _ in throw StopUser() }
        task("trip") { _ in throw AssayError(.ASSAY_STATUS_INTERNAL, "a stone") }
    }

    func onStart() async throws { try await http.post("/login") }

    func onStop() async throws { try await http.post("/logout") }

    func customWaitTime() -> Double { 1 }
}

/// Waits for less than nothing.
private final class Hasty: HTTPUser, User {
    static let waitTime = WaitTime.custom
    static var tasks: TaskList<Hasty> { task("look") { try await $0.http.get("/") } }
    func customWaitTime() -> Double { -1 }
}

@Suite struct ScenarioCheckTests {
    private func problems(
        _ user: any User.Type, _ spoil: @escaping (inout assay_scenario_t) -> Void = { _ in }
    ) -> String {
        let host = TestHost()
        host.register(Scenario("test.scenario", users: [user]), spoil)
        return checkScenario(host, "test.scenario").joined(separator: "\n")
    }

    @Test func aSoundScenarioPasses() {
        #expect(problems(Shopper.self) == "")
    }

    @Test func aNegativeWaitIsFound() {
        #expect(problems(Hasty.self).contains("class 'Hasty': get_wait_time gives -1.0"))
    }

    @Test func aStepWithoutAnEndIsFound() {
        let found = problems(Shopper.self) { $0.cancel_step = { _ in } }
        #expect(found.contains("class 'Shopper': task 'for ever' does not end after cancel_step"))
    }

    @Test func aLeakedUserIsFound() {
        let found = problems(Hasty.self) { $0.destroy_user = { _ in } }
        #expect(found.contains("class 'Hasty': 1 sessions are open after destroy_user"))
    }

    @Test func aScenarioWithoutClassesIsFound() {
        #expect(problems(Shopper.self) { $0.get_user_class = { _, _ in nil } }.contains("has no user class"))
    }

    @Test func aMuteFailureIsFound() {
        let found = problems(Shopper.self) { $0.create_user = { _, _, _, _ in .ASSAY_STATUS_INTERNAL } }
        #expect(found.contains("class 'Shopper': create_user fails: no message"))
    }
}
