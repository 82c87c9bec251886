// Assay: the C description of a user class, and how its users are made.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// What the scenario component needs of a user class, whatever its type.
protocol UserClassTable: AnyObject, Sendable {
    /// The description that the runner reads. Lives as long as the table.
    var pointer: UnsafePointer<assay_user_class_t> { get }

    /// Makes a user, and the driver that runs it.
    func makeDriver(_ context: UnsafeMutablePointer<assay_user_context_t>, _ home: ClassHome) throws -> UserDriver
}

/// The table of users of type `U`.
final class TypedUserClassTable<U: User>: UserClassTable, @unchecked Sendable {
    // @unchecked: written in init alone; the C memory is never freed, since descriptions live as long as the library.
    let pointer: UnsafePointer<assay_user_class_t>
    let bodies: [TaskBody<U>]
    let taskNames: [String]
    let sets: [TaskSet<U>]

    init(_: U.Type) throws {
        let layout = try TaskLayout<U>(U.tasks, order: U.order)
        bodies = layout.bodies
        taskNames = layout.bodyNames
        sets = layout.sets
        let clients = UnsafeMutablePointer<UnsafePointer<CChar>?>.allocate(capacity: max(U.clients.count, 1))
        for (index, id) in U.clients.enumerated() { (clients + index).initialize(to: staticText(id)) }
        let pointer = UnsafeMutablePointer<assay_user_class_t>.allocate(capacity: 1)
        pointer.initialize(
            to: assay_user_class_t(
                struct_size: UInt32(MemoryLayout<assay_user_class_t>.size),
                fixed_count: UInt32(clamping: U.fixedCount), name: staticText(U.name), weight: U.weight,
                host: U.host.map { staticText($0) }, wait: U.waitTime.pointee, task_sets: layout.pointer,
                task_set_count: UInt32(clamping: layout.sets.count), has_on_start: true, has_on_stop: true,
                clients: clients, client_count: UInt32(U.clients.count)))
        self.pointer = UnsafePointer(pointer)
    }

    func makeDriver(_ context: UnsafeMutablePointer<assay_user_context_t>, _ home: ClassHome) throws -> UserDriver {
        let driver = TypedUserDriver(context, home, table: self)
        driver.user = try U(UserContext(driver: driver))
        return driver
    }
}

/// The driver of a user of type `U`.
final class TypedUserDriver<U: User>: UserDriver, @unchecked Sendable {
    // @unchecked: as its base, confined to the user's loop.
    private let table: TypedUserClassTable<U>
    fileprivate(set) var user: U?

    init(_ context: UnsafeMutablePointer<assay_user_context_t>, _ home: ClassHome, table: TypedUserClassTable<U>) {
        self.table = table
        super.init(context, home)
    }

    override func destroy() {
        user = nil
        super.destroy()
    }

    override func perform(_ step: assay_step_t, _ index: UInt32) async throws {
        guard let user else { return }
        let index = Int(index)
        switch step {
        case .ASSAY_STEP_TASK where table.bodies.indices.contains(index): try await table.bodies[index](user)
        case .ASSAY_STEP_ON_START: try await user.onStart()
        case .ASSAY_STEP_ON_STOP: try await user.onStop()
        case .ASSAY_STEP_TASK_SET_ON_START where table.sets.indices.contains(index):
            try await table.sets[index].onStart?(user)
        case .ASSAY_STEP_TASK_SET_ON_STOP where table.sets.indices.contains(index):
            try await table.sets[index].onStop?(user)
        default: break
        }
    }

    override func name(of step: assay_step_t, _ index: UInt32) -> String {
        switch step {
        case .ASSAY_STEP_ON_START: "onStart of \(U.name)"
        case .ASSAY_STEP_ON_STOP: "onStop of \(U.name)"
        case .ASSAY_STEP_TASK where table.taskNames.indices.contains(Int(index)):
            "task '\(table.taskNames[Int(index)])' of \(U.name)"
        default: "a task set of \(U.name)"
        }
    }

    override func customWaitTime() -> Double { user?.customWaitTime() ?? 0 }
}
