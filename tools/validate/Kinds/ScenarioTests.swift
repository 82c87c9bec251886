// Assay: tests of scenarios.
// SPDX-License-Identifier: Apache-2.0
import CAssay

/// Tests of kind/scenario.h.
enum ScenarioTests {
    private static let kind = ASSAY_KIND_SCENARIO
    static let none = UInt32.max
    private static let mostClasses: UInt32 = 10_000

    static let all = [
        TableCheck.test(
            "scenario-table", kind: kind, assay_scenario_t.self,
            functions: [
                ("get_user_class", \assay_scenario_t.get_user_class), ("create_user", \assay_scenario_t.create_user),
                ("run_step", \assay_scenario_t.run_step), ("cancel_step", \assay_scenario_t.cancel_step),
                ("get_wait_time", \assay_scenario_t.get_wait_time), ("destroy_user", \assay_scenario_t.destroy_user),
            ]),
        TestCase("scenario-classes", .kind(kind), "classes, task sets and tasks fit together", classes),
        TestCase("scenario-users", .kind(kind), "a user of each class does its steps and can be cut off", users),
    ]

    /// The classes of a scenario.
    static func classes(
        of component: UnsafePointer<assay_component_t>, _ table: UnsafePointer<assay_scenario_t>
    ) throws(Ending) -> [UnsafePointer<assay_user_class_t>] {
        var found: [UnsafePointer<assay_user_class_t>] = []
        guard let next = table.pointee.get_user_class else { throw .failed("get_user_class is NULL") }
        for index in 0...mostClasses {
            guard let value = next(component, index) else { return found }
            found.append(value)
        }
        throw .failed("more than \(mostClasses) user classes")
    }

    private static func classes(_ context: TestContext) throws(Ending) {
        let component = try context.make()
        let table = try context.table(component, kind, as: assay_scenario_t.self)
        let classes = try classes(of: component, table)
        if classes.isEmpty { throw .warning("has no user class") }
        var names: [String] = []
        for value in classes {
            let check = UserClassCheck(value: value.pointee)
            try check.run()
            let name = try Text.read(value.pointee.name, "a class's name")
            try require(!names.contains(name), "two user classes have the name '\(name)'")
            names.append(name)
        }
        context.destroy(component)
    }

    private static func users(_ context: TestContext) throws(Ending) {
        try context.withStarted { component throws(Ending) in
            let table = try context.table(component, kind, as: assay_scenario_t.self)
            for (index, value) in try classes(of: component, table).enumerated() {
                let drive = UserDrive(context.host, component, table.pointee, classIndex: UInt32(index))
                try context.host.on(context.host.work) { () throws(Ending) in
                    try drive.createUser()
                }
                try drive.run(value.pointee)
                try drive.finish()
            }
        }
        context.host.turn(milliseconds: 20)
    }
}
