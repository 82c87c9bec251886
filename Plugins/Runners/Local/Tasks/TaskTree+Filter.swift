// Assay: reading a user class, with tags, weights and task names applied.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// What of a user class is kept.
struct TaskFilter {
    var tags: Set<String> = []
    var excluded: Set<String> = []
    /// Names of root tasks to keep; nil for all.
    var names: Set<String>?
    var equalWeights = false

    /// Whether a task with these tags is kept. A nested set's tags count for every task in it. The tasks of a Markov set
    /// have no tags of their own: one without tags from above is kept whole, as in Locust.
    func keeps(_ taskTags: Set<String>, in set: assay_task_set_t) -> Bool {
        if set.order == .ASSAY_ORDER_MARKOV, taskTags.isEmpty { return true }
        return (tags.isEmpty || !tags.isDisjoint(with: taskTags)) && excluded.isDisjoint(with: taskTags)
    }
}

extension TaskTree {
    /// Reads a class. Nested sets without tasks are dropped; weights of 0 too.
    init(_ userClass: assay_user_class_t, _ filter: TaskFilter) throws {
        guard userClass.task_set_count > 0, let sets = userClass.task_sets else {
            self.init(sets: [])
            return
        }
        let all = UnsafeBufferPointer(start: sets, count: Int(userClass.task_set_count))
        for set in all {
            try set.wait.check(of: "task set '\(set.name.map { String(cString: $0) } ?? "")'")
        }
        var kept = [[TaskNode]?](repeating: nil, count: all.count)
        _ = try TaskTree.keep(0, all, [], filter, &kept)
        self.init(sets: all.indices.map { TaskTree.node(all[$0], kept[$0] ?? []) })
    }

    /// Fills `kept` for set `index` and those below it; returns whether anything is left.
    private static func keep(
        _ index: Int, _ all: UnsafeBufferPointer<assay_task_set_t>, _ inherited: Set<String>, _ filter: TaskFilter,
        _ kept: inout [[TaskNode]?]
    ) throws -> Bool {
        let set = all[index]
        kept[index] = []
        var survivors: [(task: assay_task_t, position: UInt32)] = []
        for position in 0..<Int(set.task_count) {
            guard let task = set.tasks?[position], task.weight > 0 else { continue }
            let name = task.name.map { String(cString: $0) } ?? ""
            if index == 0, let names = filter.names, !names.contains(name) { continue }
            let tags = inherited.union(TaskTree.tags(task))
            if task.task_set == ASSAY_NONE {
                guard filter.keeps(tags, in: set) else { continue }
            } else {
                let nested = Int(task.task_set)
                guard all.indices.contains(nested), kept[nested] == nil else {
                    throw AssayError(
                        .ASSAY_STATUS_INVALID_ARGUMENT,
                        "task '\(name)' refers to a task set that is not there or not its own")
                }
                guard try keep(nested, all, tags, filter, &kept) else { continue }
            }
            survivors.append((task, UInt32(position)))
        }
        kept[index] = survivors.map { survivor in
            TaskNode(
                name: survivor.task.name.map { String(cString: $0) } ?? "",
                weight: filter.equalWeights ? 1 : survivor.task.weight, index: survivor.task.index,
                set: survivor.task.task_set,
                transitions: transitions(survivor.task, among: survivors.map(\.position)))
        }
        return !survivors.isEmpty
    }

    private static func tags(_ task: assay_task_t) -> Set<String> {
        var tags: Set<String> = []
        for index in 0..<Int(task.tag_count) {
            if let tag = task.tags?[index] { tags.insert(String(cString: tag)) }
        }
        return tags
    }

    private static func transitions(
        _ task: assay_task_t, among positions: [UInt32]
    ) -> [(bound: UInt32, target: UInt32)] {
        var sum: UInt32 = 0
        return (0..<Int(task.transition_count)).compactMap { index in
            guard let transition = task.transitions?[index], transition.weight > 0,
                let target = positions.firstIndex(of: transition.target)
            else { return nil }
            sum = sum &+ transition.weight
            return (sum, UInt32(target))
        }
    }

    private static func node(_ set: assay_task_set_t, _ nodes: [TaskNode]) -> TaskSetNode {
        var sum: UInt32 = 0
        let bounds = nodes.map { node in
            sum = sum &+ node.weight
            return sum
        }
        let sequence = nodes.indices.flatMap { index in
            [UInt32](repeating: UInt32(index), count: Int(min(nodes[index].weight, 10_000)))
        }
        return TaskSetNode(
            name: set.name.map { String(cString: $0) } ?? "", order: set.order, nodes: nodes, bounds: bounds,
            sequence: set.order == .ASSAY_ORDER_SEQUENTIAL ? sequence : [], wait: set.wait,
            hasOnStart: set.has_on_start, hasOnStop: set.has_on_stop)
    }
}
