// Assay: checks what a scenario says of itself.
// SPDX-License-Identifier: Apache-2.0
package import CAssay

/// The user classes of a scenario, and the steps that a runner may ask of their users.
package enum ScenarioCheck {
    private static let mostClasses: UInt32 = 10_000
    /// Of one task set, in one course of a user.
    private static let mostTasks = 32

    /// The classes of a scenario.
    package static func classes(
        of component: UnsafePointer<assay_component_t>, _ table: assay_scenario_t
    ) throws(Violation) -> [UnsafePointer<assay_user_class_t>] {
        var found: [UnsafePointer<assay_user_class_t>] = []
        guard let next = table.get_user_class else { throw Violation("get_user_class is NULL") }
        for index in 0...mostClasses {
            guard let value = next(component, index) else { return found }
            found.append(value)
        }
        throw Violation("more than \(mostClasses) user classes")
    }

    /// Checks that classes, task sets and tasks fit together.
    package static func check(_ classes: [UnsafePointer<assay_user_class_t>]) throws(Violation) {
        var names: [String] = []
        for value in classes {
            try UserClassCheck(value.pointee).run()
            let name = try ContractText.read(value.pointee.name, "a class's name")
            try require(!names.contains(name), "two user classes have the name '\(name)'")
            names.append(name)
        }
    }

    /// One thing that a runner asks of a user.
    package struct Step: Sendable {
        package let step: assay_step_t
        package let index: UInt32
        /// "task 'browse'".
        package let name: String

        package init(_ step: assay_step_t, _ index: UInt32, _ name: String) {
            self.step = step
            self.index = index
            self.name = name
        }
    }

    /// The steps of a user in an order that a runner may choose: on_start, every task of every set, on_stop.
    package static func steps(_ value: assay_user_class_t) -> [Step] {
        var steps: [Step] = []
        if value.has_on_start { steps.append(Step(.ASSAY_STEP_ON_START, 0, "on_start")) }
        for setIndex in 0..<value.task_set_count {
            guard let set = value.task_sets?[Int(setIndex)] else { break }
            let name = set.name.map { String(cString: $0) } ?? ""
            if set.has_on_start { steps.append(Step(.ASSAY_STEP_TASK_SET_ON_START, setIndex, "on_start of '\(name)'")) }
            for index in 0..<min(Int(set.task_count), mostTasks) {
                guard let task = set.tasks?[index], task.task_set == UInt32.max else { continue }
                let name = task.name.map { String(cString: $0) } ?? ""
                steps.append(Step(.ASSAY_STEP_TASK, task.index, "task '\(name)'"))
            }
            if set.has_on_stop { steps.append(Step(.ASSAY_STEP_TASK_SET_ON_STOP, setIndex, "on_stop of '\(name)'")) }
        }
        if value.has_on_stop { steps.append(Step(.ASSAY_STEP_ON_STOP, 0, "on_stop")) }
        return steps
    }
}
