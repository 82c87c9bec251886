// Assay: a user class of the run, with the command line's changes applied.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// A user class of the run.
struct UserClass {
    let name: String
    let scenario: UnsafePointer<assay_component_t>
    let functions: UnsafePointer<assay_scenario_t>
    /// Within the scenario.
    let index: UInt32
    let weight: Double
    let fixedCount: Int
    let host: String
    let wait: assay_wait_t
    let tree: TaskTree
    /// The tree in flat memory.
    let table: TaskTable
    let hasOnStart: Bool
    let hasOnStop: Bool
    let clients: [String]
}

extension UserClass {
    /// The classes of all scenarios, those that the plan leaves out left out.
    static func all(
        of scenarios: [UnsafePointer<assay_component_t>], _ plan: RunPlan, warn: (String) -> Void
    ) throws -> [UserClass] {
        var classes: [UserClass] = []
        for scenario in scenarios {
            guard let table = scenario.pointee.get_extension(scenario, ASSAY_KIND_SCENARIO) else {
                let id = String(cString: scenario.pointee.descriptor.pointee.id)
                throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "'\(id)' is not a scenario")
            }
            let functions = table.assumingMemoryBound(to: assay_scenario_t.self)
            var index: UInt32 = 0
            while let description = functions.pointee.get_user_class(scenario, index) {
                if let found = try UserClass(description.pointee, scenario, functions, index, plan, warn) {
                    classes.append(found)
                }
                index += 1
            }
        }
        try check(classes, plan)
        return classes.sorted { $0.name < $1.name }
    }

    private init?(
        _ description: assay_user_class_t, _ scenario: UnsafePointer<assay_component_t>,
        _ functions: UnsafePointer<assay_scenario_t>, _ index: UInt32, _ plan: RunPlan, _ warn: (String) -> Void
    ) throws {
        name = description.name.map { String(cString: $0) } ?? ""
        guard plan.userClasses.isEmpty || plan.userClasses.contains(name) else { return nil }
        let change = plan.overrides.last { [name = name] in $0.name == name }
        self.scenario = scenario
        self.functions = functions
        self.index = index
        fixedCount = change?.fixedCount ?? Int(description.fixed_count)
        let given = change?.weight ?? description.weight
        weight = plan.equalWeights && given > 0 ? 1 : given
        host = plan.host ?? change?.host ?? description.host.map { String(cString: $0) } ?? ""
        wait = description.wait
        hasOnStart = description.has_on_start
        hasOnStop = description.has_on_stop
        clients = (0..<Int(description.client_count)).compactMap { position in
            description.clients?[position].map { String(cString: $0) }
        }
        try wait.check(of: "user class '\(name)'")
        if let wanted = change?.tasks { try UserClass.check(wanted, description) }
        tree = try TaskTree(
            description,
            TaskFilter(
                tags: Set(plan.tags), excluded: Set(plan.excludedTags), names: change?.tasks.map { Set($0) },
                equalWeights: plan.equalWeights))
        table = TaskTable(tree)
        guard weight.isFinite, weight >= 0 else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the weight of '\(name)' must be 0 or more")
        }
        guard weight > 0 || fixedCount > 0 else { return nil }
        guard !tree.isEmpty else {
            warn("user class '\(name)' is left out: tags and config-users leave no task of it")
            return nil
        }
        tree.warnOfUnreachableTasks(in: name, warn)
    }

    /// Task names of config-users that the class does not have are mistakes.
    private static func check(_ wanted: [String], _ description: assay_user_class_t) throws {
        guard let root = description.task_sets?.pointee else { return }
        let names = (0..<Int(root.task_count)).compactMap { root.tasks?[$0].name.map { String(cString: $0) } }
        for name in wanted where !names.contains(name) {
            let userClass = description.name.map { String(cString: $0) } ?? ""
            throw AssayError(
                .ASSAY_STATUS_NOT_FOUND,
                "config-users names task '\(name)', which '\(userClass)' does not have; it has: "
                    + names.joined(separator: ", "))
        }
    }

    private static func check(_ classes: [UserClass], _ plan: RunPlan) throws {
        var names: Set<String> = []
        for userClass in classes where !names.insert(userClass.name).inserted {
            throw AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT, "two user classes have the same name; rename one",
                context: userClass.name)
        }
        for wanted in plan.userClasses where !names.contains(wanted) {
            throw AssayError(
                .ASSAY_STATUS_NOT_FOUND, "there is no user class of this name with a weight and tasks", context: wanted)
        }
        for change in plan.overrides where !names.contains(change.name) && plan.userClasses.isEmpty {
            throw AssayError(
                .ASSAY_STATUS_NOT_FOUND, "config-users names a user class that is not there", context: change.name)
        }
        guard !classes.isEmpty else {
            throw AssayError(.ASSAY_STATUS_NOT_FOUND, "no user class is left to run; check weights, tags and names")
        }
    }
}
