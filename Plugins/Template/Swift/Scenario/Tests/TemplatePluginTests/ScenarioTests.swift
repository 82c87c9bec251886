// Assay: reads the plugin through its C table, as a host does.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import TemplatePlugin
import Testing

@Suite struct ScenarioTests {
    /// Loads the plugin into a host without extensions and makes its one component.
    private func withComponent(_ body: (UnsafePointer<assay_component_t>) throws -> Void) throws {
        // A host outlives every plugin: it is never freed.
        let host = UnsafeMutablePointer<assay_host_t>.allocate(capacity: 1)
        host.initialize(to: assay_host_t())
        host.pointee.struct_size = UInt32(MemoryLayout<assay_host_t>.size)
        host.pointee.abi = assay_version_t(major: ASSAY_ABI_MAJOR, minor: ASSAY_ABI_MINOR, patch: ASSAY_ABI_PATCH)
        host.pointee.get_extension = { _, _ in nil }
        let plugin = try #require(scenario.pluginEntry(&host.pointee.abi)).pointee
        #expect(plugin.load(host, nil) == .ASSAY_STATUS_OK)
        let descriptor = try #require(plugin.get_descriptor(0))
        #expect(plugin.get_descriptor(1) == nil)
        var component: UnsafePointer<assay_component_t>?
        #expect(plugin.create(host, descriptor.pointee.id, "{}", &component, nil) == .ASSAY_STATUS_OK)
        let made = try #require(component)
        try body(made)
        made.pointee.destroy(made)
    }

    @Test func entryRefusesAnotherMajorVersion() {
        var future = assay_version_t(major: ASSAY_ABI_MAJOR + 1, minor: 0, patch: 0)
        #expect(scenario.pluginEntry(&future) == nil)
    }

    @Test func frontPageIsReadThreeTimesAsOften() throws {
        try withComponent { component in
            #expect(String(cString: component.pointee.descriptor.pointee.id) == "com.example.template")
            let table = try #require(component.pointee.get_extension(component, ASSAY_KIND_SCENARIO))
                .assumingMemoryBound(to: assay_scenario_t.self)
            let visitor = try #require(table.pointee.get_user_class(component, 0)).pointee
            #expect(String(cString: visitor.name) == "Visitor")
            let tasks = try #require(visitor.task_sets).pointee
            let weights = (0..<Int(tasks.task_count)).map { tasks.tasks[$0].weight }
            #expect(weights == [3, 1])
        }
    }
}
