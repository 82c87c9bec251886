// Assay: tests of scenarios.
// SPDX-License-Identifier: Apache-2.0
import AssayContract
import CAssay

/// Tests of kind/scenario.h.
enum ScenarioTests {
    private static let kind = ASSAY_KIND_SCENARIO
    static let none = UInt32.max

    static let all = [
        TableCheck.test("scenario-table", kind: kind),
        TestCase("scenario-classes", .kind(kind), "classes, task sets and tasks fit together", classes),
        TestCase("scenario-users", .kind(kind), "a user of each class does its steps and can be cut off", users),
    ]

    /// The classes of a scenario.
    static func classes(
        of component: UnsafePointer<assay_component_t>, _ table: UnsafePointer<assay_scenario_t>
    ) throws(Ending) -> [UnsafePointer<assay_user_class_t>] {
        try keeping { () throws(Violation) -> [UnsafePointer<assay_user_class_t>] in
            try ScenarioCheck.classes(of: component, table.pointee)
        }
    }

    private static func classes(_ context: TestContext) throws(Ending) {
        let component = try context.make()
        let table = try context.table(component, kind, as: assay_scenario_t.self)
        let classes = try classes(of: component, table)
        if classes.isEmpty { throw .warning("has no user class") }
        try keeping { () throws(Violation) in try ScenarioCheck.check(classes) }
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
