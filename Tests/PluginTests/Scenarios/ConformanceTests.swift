// Assay: the scenarios of the ladder against the contract of their kind.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayTesting
import ClassesScenario
import HelloScenario
import JourneysScenario
import LoginScenario
import ShopScenario
import StreamsScenario
import Testing

@Suite struct ConformanceTests {
    private func problems(_ scenario: Scenario) -> [String] {
        let host = TestHost()
        host.register(scenario)
        return checkScenario(host, scenario.id)
    }

    @Test func hello() { #expect(problems(HelloScenario.scenario) == []) }

    @Test func shop() { #expect(problems(ShopScenario.scenario) == []) }

    @Test func journeys() { #expect(problems(JourneysScenario.scenario) == []) }

    @Test func classes() { #expect(problems(ClassesScenario.scenario) == []) }

    @Test func streams() { #expect(problems(StreamsScenario.scenario) == []) }

    /// Its accounts are in a file beside the sample, which is not where tests run.
    @Test func loginNamesTheFileThatIsMissing() {
        let problems = problems(LoginScenario.scenario)
        #expect(problems.count == 1)
        #expect(problems.first?.contains("create_user fails: feeder file 'accounts.csv': cannot open") == true)
    }
}
