// Assay: a user class with its type forgotten.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// What running the users of a class needs, the same for all classes: its C description, the bodies of its tasks, and
/// how a user is made.
final class UserClassTable: @unchecked Sendable {
    // @unchecked: written in init alone; the C memory is never freed, since descriptions live as long as the library.
    /// The description that the runner reads.
    let pointer: UnsafePointer<assay_user_class_t>
    let name: String
    let bodies: [StepBody]
    let taskNames: [String]
    let sets: [TaskSet]
    let makeUser: @Sendable (UserContext) throws -> AnyObject
    let onStart: StepBody
    let onStop: StepBody
    let waitTime: @Sendable (AnyObject) -> Double

    init<U: User>(_ type: U.Type) throws {
        let layout = try TaskLayout(U.tasks.entries.map(\.erased), order: U.order, className: U.name)
        name = U.name
        bodies = layout.bodies
        taskNames = layout.bodyNames
        sets = layout.sets
        makeUser = { try U($0) }
        onStart = erase { (user: U) in try await user.onStart() }
        onStop = erase { (user: U) in try await user.onStop() }
        waitTime = { unsafeDowncast($0, to: U.self).customWaitTime() }
        pointer = UserClassTable.describe(type, layout)
    }

    private static func describe<U: User>(
        _: U.Type, _ layout: TaskLayout
    ) -> UnsafePointer<assay_user_class_t> {
        let clients = UnsafeMutablePointer<UnsafePointer<CChar>?>.allocate(capacity: max(U.clients.count, 1))
        for (index, id) in U.clients.enumerated() { (clients + index).initialize(to: staticText(id)) }
        let pointer = UnsafeMutablePointer<assay_user_class_t>.allocate(capacity: 1)
        pointer.initialize(
            to: assay_user_class_t(
                struct_size: UInt32(MemoryLayout<assay_user_class_t>.size),
                fixed_count: UInt32(clamping: U.fixedCount), name: staticText(U.name), weight: U.weight,
                host: U.host.map { staticText($0) }, wait: U.waitTime.pointee, task_sets: layout.pointer,
                task_set_count: UInt32(clamping: layout.sets.count), has_on_start: true, has_on_stop: true,
                clients: clients, client_count: UInt32(clamping: U.clients.count)))
        return UnsafePointer(pointer)
    }
}

extension UserClassTable {
    /// The name of a step, for messages.
    func name(of step: assay_step_t, _ index: UInt32) -> String {
        switch step {
        case .ASSAY_STEP_ON_START: "onStart of \(name)"
        case .ASSAY_STEP_ON_STOP: "onStop of \(name)"
        case .ASSAY_STEP_TASK where taskNames.indices.contains(Int(index)): "task '\(taskNames[Int(index)])' of \(name)"
        default: "a task set of \(name)"
        }
    }

    /// What a step other than a task runs; nil for nothing.
    func body(of step: assay_step_t, _ index: UInt32) -> StepBody? {
        let index = Int(index)
        return switch step {
        case .ASSAY_STEP_ON_START: onStart
        case .ASSAY_STEP_ON_STOP: onStop
        case .ASSAY_STEP_TASK where bodies.indices.contains(index): bodies[index]
        case .ASSAY_STEP_TASK_SET_ON_START where sets.indices.contains(index): sets[index].onStart
        case .ASSAY_STEP_TASK_SET_ON_STOP where sets.indices.contains(index): sets[index].onStop
        default: nil
        }
    }
}
