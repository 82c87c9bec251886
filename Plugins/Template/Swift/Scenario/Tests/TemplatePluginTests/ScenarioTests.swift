// Assay: checks the scenario against the contract, and lets a visitor do its tasks.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayTesting
import CAssay
import TemplatePlugin
import Testing

@Suite struct ScenarioTests {
    private func makeHost() -> TestHost {
        let host = TestHost()
        host.register(scenario)
        return host
    }

    @Test func keepsTheContractOfItsKind() {
        #expect(checkScenario(makeHost(), scenario.id) == [])
    }

    @Test func entryRefusesAnotherMajorVersion() {
        var future = assay_version_t(major: ASSAY_ABI_MAJOR + 1, minor: 0, patch: 0)
        #expect(scenario.pluginEntry(&future) == nil)
    }

    @Test func allItemsAreOneRowInTheStatistics() throws {
        let host = makeHost()
        try host.withComponent(scenario.id) { component in
            let visitor = try TestUser(host, component)
            for _ in 0..<3 {
                visitor.runTask(1)
                visitor.client.answer()
            }
            #expect(visitor.client.requests.map(\.name) == ["/item", "/item", "/item"])
            #expect(visitor.ends.map(\.result) == [.ASSAY_STEP_OK, .ASSAY_STEP_OK, .ASSAY_STEP_OK])
        }
    }

    @Test func frontPageIsReadThreeTimesAsOften() throws {
        let host = makeHost()
        try host.withComponent(scenario.id) { component in
            let table = try #require(component.pointee.get_extension(component, ASSAY_KIND_SCENARIO))
                .assumingMemoryBound(to: assay_scenario_t.self)
            let tasks = try #require(table.pointee.get_user_class(component, 0)?.pointee.task_sets).pointee
            #expect((0..<Int(tasks.task_count)).map { tasks.tasks[$0].weight } == [3, 1])
        }
    }
}
