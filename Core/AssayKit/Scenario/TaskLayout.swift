// Assay: lays a tree of Swift task lists out as the flat C description that the runner reads.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// The task sets of a user class, the root first, and the bodies of all their tasks, numbered.
struct TaskLayout {
    private(set) var sets: [TaskSet] = []
    private(set) var bodies: [StepBody] = []
    private(set) var bodyNames: [String] = []
    private var described: [assay_task_set_t] = []
    /// The described sets, in memory that is never freed.
    let pointer: UnsafePointer<assay_task_set_t>

    private let className: String

    init(_ tasks: [AnyTaskEntry], order: TaskOrder, className: String) throws {
        self.className = className
        pointer = UnsafePointer(UnsafeMutablePointer<assay_task_set_t>.allocate(capacity: TaskLayout.count(tasks)))
        let root = TaskSet(order: order, waitTime: .inherited, onStart: nil, onStop: nil, tasks: tasks)
        _ = try add(root, name: className)
        UnsafeMutablePointer(mutating: pointer).initialize(from: described, count: described.count)
    }

    private static func count(_ tasks: [AnyTaskEntry]) -> Int {
        tasks.reduce(1) { sum, entry in
            guard case .set(let set) = entry.content else { return sum }
            return sum + count(set.tasks)
        }
    }

    private mutating func add(_ set: TaskSet, name: String) throws -> UInt32 {
        let index = sets.count
        sets.append(set)
        described.append(assay_task_set_t())
        try check(set, name)
        let count = set.tasks.count
        let tasks = UnsafeMutablePointer<assay_task_t>.allocate(capacity: max(count, 1))
        for (position, entry) in set.tasks.enumerated() {
            (tasks + position).initialize(to: try describe(entry, in: set))
        }
        described[index] = assay_task_set_t(
            struct_size: UInt32(MemoryLayout<assay_task_set_t>.size),
            order: assay_order_t(rawValue: set.order.rawValue) ?? .ASSAY_ORDER_WEIGHTED, name: staticText(name),
            tasks: tasks, task_count: UInt32(count), has_on_start: set.onStart != nil, has_on_stop: set.onStop != nil,
            wait: set.waitTime.pointee)
        return UInt32(index)
    }

    private mutating func describe(_ entry: AnyTaskEntry, in set: TaskSet) throws -> assay_task_t {
        let tags = UnsafeMutablePointer<UnsafePointer<CChar>?>.allocate(capacity: max(entry.tags.count, 1))
        for (position, tag) in entry.tags.enumerated() { (tags + position).initialize(to: staticText(tag)) }
        let transitions = UnsafeMutablePointer<assay_transition_t>.allocate(capacity: max(entry.transitions.count, 1))
        for (position, transition) in entry.transitions.enumerated() {
            let target = set.tasks.firstIndex { $0.name == transition.target } ?? 0
            (transitions + position).initialize(
                to: assay_transition_t(target: UInt32(target), weight: UInt32(clamping: transition.weight)))
        }
        var task = assay_task_t(
            struct_size: UInt32(MemoryLayout<assay_task_t>.size), weight: UInt32(clamping: entry.weight),
            name: staticText(entry.name), tags: tags, tag_count: UInt32(entry.tags.count), task_set: ASSAY_NONE,
            transitions: transitions, transition_count: UInt32(entry.transitions.count), index: 0)
        switch entry.content {
        case .body(let body):
            task.index = UInt32(bodies.count)
            bodies.append(body)
            bodyNames.append(entry.name)
        case .set(let nested):
            task.task_set = try add(nested, name: entry.name)
        }
        return task
    }

    private func check(_ set: TaskSet, _ name: String) throws {
        func invalid(_ message: String) -> AssayError {
            AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "task set '\(name)' of \(className): \(message)")
        }
        let entries = set.tasks
        guard !entries.isEmpty else { throw invalid("it has no tasks") }
        for entry in entries where entry.weight < 0 || entry.weight > 1_000_000 {
            throw invalid("the weight of '\(entry.name)' must be from 0 to 1000000")
        }
        guard set.order == .markov else {
            guard let entry = entries.first(where: { !$0.transitions.isEmpty }) else { return }
            throw invalid("'\(entry.name)' has transitions, which only a Markov set has")
        }
        for entry in entries {
            guard entry.transitions.contains(where: { $0.weight > 0 }) else {
                throw invalid("'\(entry.name)' has no transition with a weight above 0")
            }
            guard entry.tags.isEmpty else { throw invalid("'\(entry.name)' has tags, which a Markov set cannot have") }
            for transition in entry.transitions where !entries.contains(where: { $0.name == transition.target }) {
                throw invalid("'\(entry.name)' leads to '\(transition.target)', which is not in the set")
            }
        }
    }
}
