// Assay: a scenario as a component.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Synchronization

/// The component that a `Scenario` value makes.
final class ScenarioComponent: Component {
    private let tables: [UserClassTable]

    static let descriptor = ComponentDescriptor(
        id: "assay.scenario", kind: ASSAY_KIND_SCENARIO, name: "scenario", description: "a scenario written in Swift")

    /// Unused: scenarios are made from a `Scenario` value.
    convenience init(host: Host, config: Config) throws {
        try self.init(Scenario(ScenarioComponent.descriptor.id, users: []), host: host, config: config)
    }

    init(_ scenario: Scenario, host: Host, config: Config) throws {
        try config.rejectUnknownKeys()
        tables = try scenario.users.map { try ScenarioComponent.table(of: $0) }
    }

    /// Descriptions are never freed, so that each class has one, however often its scenario is made.
    private static let known = Mutex<[ObjectIdentifier: UserClassTable]>([:])

    private static func table(of type: any User.Type) throws -> UserClassTable {
        func open<U: User>(_ type: U.Type) throws -> UserClassTable { try UserClassTable(type) }
        if let table = known.withLock({ $0[ObjectIdentifier(type)] }) { return table }
        let table = try open(type)
        known.withLock { $0[ObjectIdentifier(type)] = table }
        return table
    }

    func table(for id: String) -> UnsafeRawPointer? {
        id == ASSAY_KIND_SCENARIO ? UnsafeRawPointer(ScenarioComponent.functions) : nil
    }

    private static func of(_ component: UnsafePointer<assay_component_t>?) -> ScenarioComponent? {
        ComponentBox.of(component).component as? ScenarioComponent
    }

    private static func driver(_ user: UnsafeMutableRawPointer?) -> UserDriver? {
        user.map { Unmanaged<UserDriver>.fromOpaque($0).takeUnretainedValue() }
    }

    // nonisolated(unsafe): written once, here, and only read afterwards.
    nonisolated(unsafe) private static let functions: UnsafeMutablePointer<assay_scenario_t> = {
        let table = UnsafeMutablePointer<assay_scenario_t>.allocate(capacity: 1)
        table.initialize(
            to: assay_scenario_t(
                struct_size: UInt32(MemoryLayout<assay_scenario_t>.size),
                get_user_class: { component, index in
                    guard let tables = of(component)?.tables, index < tables.count else { return nil }
                    return tables[Int(index)].pointer
                },
                create_user: { createUser($0, $1, $2, $3) },
                run_step: { user, step, index in driver(user)?.run(step, index) },
                cancel_step: { driver($0)?.cancel() },
                get_wait_time: { user, _ in driver(user)?.customWaitTime() ?? 0 },
                destroy_user: { user in
                    guard let user else { return }
                    Unmanaged<UserDriver>.fromOpaque(user).takeRetainedValue().destroy()
                },
                close_class: { _, userHost in userHost.map { ClassHome.close($0) } }))
        return table
    }()

    private static func createUser(
        _ component: UnsafePointer<assay_component_t>?, _ context: UnsafeMutablePointer<assay_user_context_t>?,
        _ user: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ error: UnsafeMutablePointer<assay_error_t>?
    ) -> assay_status_t {
        AssayError.report(to: error) {
            guard let scenario = of(component), let context, let user else {
                throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "create_user was called with a null pointer")
            }
            let home = try ClassHome.of(context, tables: scenario.tables)
            let driver = try UserDriver(context, home)
            user.pointee = Unmanaged.passRetained(driver).toOpaque()
            driver.begin()
        }
    }
}
