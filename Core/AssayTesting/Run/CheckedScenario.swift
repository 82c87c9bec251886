// Assay: the scenario that checks runners.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayKit
internal import CAssay

/// A scenario written against the C table, which notes what the runner does wrong.
final class CheckedScenario: Component {
    static let descriptor = ComponentDescriptor(
        id: TestParts.scenario, kind: ASSAY_KIND_SCENARIO, name: "Checked", description: "Checks its runner.")

    let host: TestHost
    let parts: TestParts
    private let arena = Arena()
    private let functions: UnsafeMutablePointer<assay_scenario_t>
    private let userClass: UnsafeMutablePointer<assay_user_class_t>

    init(host: Host, config: Config) throws {
        guard let testHost = TestHost.of(host.pointer), let parts = testHost.parts else {
            throw AssayError(.ASSAY_STATUS_FAILED_PRECONDITION, "this scenario is for checkRunner alone")
        }
        try config.rejectUnknownKeys()
        self.host = testHost
        self.parts = parts
        functions = arena.place(Self.makeTable())
        userClass = arena.place(Self.makeClass(arena))
    }

    func table(for id: String) -> UnsafeRawPointer? {
        id == ASSAY_KIND_SCENARIO ? UnsafeRawPointer(functions) : nil
    }

    private static func of(_ component: UnsafePointer<assay_component_t>?) -> CheckedScenario? {
        ComponentBox.of(component).component as? CheckedScenario
    }

    private static func makeTable() -> assay_scenario_t {
        assay_scenario_t(
            struct_size: UInt32(MemoryLayout<assay_scenario_t>.size),
            get_user_class: { component, index in
                index == 0 ? CheckedScenario.of(component).map { UnsafePointer($0.userClass) } : nil
            },
            create_user: { component, context, user, error in
                AssayError.report(to: error) {
                    guard let scenario = CheckedScenario.of(component), let context, let user else {
                        throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "create_user was called with a null pointer")
                    }
                    user.pointee = try RunUser(scenario.host, scenario.parts, context).handle
                }
            },
            run_step: { user, step, index in RunUser.of(user)?.run(step, index) },
            cancel_step: { user in RunUser.of(user)?.cancel() },
            get_wait_time: { user, _ in RunUser.of(user)?.waitTime() ?? 0 },
            destroy_user: { user in RunUser.of(user)?.destroy() },
            close_class: { component, _ in
                guard let scenario = CheckedScenario.of(component) else { return }
                let calls = scenario.parts.scenarioCalls
                scenario.parts.expect(
                    scenario.host.isOn(scenario.host.work), "close_class [loop] was called on another thread")
                scenario.parts.expect(calls.liveCount == 0, "close_class was called before the last user was destroyed")
                calls.closedCount += 1
            })
    }

    private static func makeClass(_ arena: Arena) -> assay_user_class_t {
        let root = arena.array(
            [CheckedTask.quick, .slow, .broken].map { task(arena, $0.name, $0.rawValue) }
                + [task(arena, "nested", UInt32.max, set: 1)])
        let nested = arena.array([task(arena, CheckedTask.inside.name, CheckedTask.inside.rawValue)])
        var userClass = assay_user_class_t()
        userClass.struct_size = UInt32(MemoryLayout<assay_user_class_t>.size)
        userClass.name = arena.text(TestParts.userClass)
        userClass.weight = 1
        userClass.host = arena.text("http://host.test")
        userClass.wait.kind = .ASSAY_WAIT_CUSTOM
        userClass.task_sets = UnsafePointer(
            arena.array([set(arena, "root", root), set(arena, "nested", nested, hasHooks: true)]).baseAddress)
        userClass.task_set_count = 2
        userClass.has_on_start = true
        userClass.has_on_stop = true
        return userClass
    }

    private static func task(_ arena: Arena, _ name: String, _ index: UInt32, set: UInt32 = UInt32.max) -> assay_task_t
    {
        var task = assay_task_t()
        task.struct_size = UInt32(MemoryLayout<assay_task_t>.size)
        task.weight = 1
        task.name = arena.text(name)
        task.task_set = set
        task.index = index
        return task
    }

    private static func set(
        _ arena: Arena, _ name: String, _ tasks: UnsafeMutableBufferPointer<assay_task_t>, hasHooks: Bool = false
    ) -> assay_task_set_t {
        var set = assay_task_set_t()
        set.struct_size = UInt32(MemoryLayout<assay_task_set_t>.size)
        set.name = arena.text(name)
        set.tasks = UnsafePointer(tasks.baseAddress)
        set.task_count = UInt32(clamping: tasks.count)
        set.has_on_start = hasHooks
        set.has_on_stop = hasHooks
        return set
    }
}
