// Assay: checks a user class of a scenario.
// SPDX-License-Identifier: Apache-2.0
package import CAssay

/// Checks one user class: texts, weights, waits, and that every index leads somewhere.
package struct UserClassCheck {
    private static let mostTasks: UInt32 = 100_000
    private let value: assay_user_class_t

    package init(_ value: assay_user_class_t) {
        self.value = value
    }

    package func run() throws(Violation) {
        let name = try ContractText.read(value.name, "a class's name")
        try require(!name.isEmpty, "a class's name is empty")
        try checkSize(value.struct_size, MemoryLayout<assay_user_class_t>.size, "class '\(name)'")
        try require(value.weight.isFinite && value.weight >= 0, "class '\(name)': weight is \(value.weight)")
        if value.host != nil { _ = try ContractText.read(value.host, "class '\(name)': host") }
        try checkWait(value.wait, "class '\(name)'")
        guard value.task_set_count > 0, let sets = value.task_sets else {
            throw Violation("class '\(name)' has no root task set")
        }
        for index in 0..<Int(value.client_count) {
            _ = try ContractText.read(value.clients?[index], "class '\(name)': clients[\(index)]")
        }
        for index in 0..<Int(value.task_set_count) {
            try checkSet(sets[index], index: UInt32(index), "class '\(name)', task set \(index)")
        }
    }

    private func checkSet(_ set: assay_task_set_t, index: UInt32, _ place: String) throws(Violation) {
        try checkSize(set.struct_size, MemoryLayout<assay_task_set_t>.size, place)
        _ = try ContractText.read(set.name, "\(place): name")
        try checkWait(set.wait, place)
        let orders: [assay_order_t] = [.ASSAY_ORDER_WEIGHTED, .ASSAY_ORDER_SEQUENTIAL, .ASSAY_ORDER_MARKOV]
        try require(orders.contains(set.order), "\(place): order is \(set.order.rawValue)")
        try require(set.task_count <= Self.mostTasks, "\(place): \(set.task_count) tasks")
        guard set.task_count > 0, let tasks = set.tasks else { throw Violation("\(place) has no task") }
        var total: UInt64 = 0
        for number in 0..<Int(set.task_count) {
            let task = tasks[number]
            try checkTask(task, in: set, setIndex: index, "\(place), task \(number)")
            total += UInt64(task.weight)
        }
        try require(total > 0 || set.order != .ASSAY_ORDER_WEIGHTED, "\(place): no task has a weight")
    }

    private func checkTask(
        _ task: assay_task_t, in set: assay_task_set_t, setIndex: UInt32, _ place: String
    ) throws(Violation) {
        try checkSize(task.struct_size, MemoryLayout<assay_task_t>.size, place)
        _ = try ContractText.read(task.name, "\(place): name")
        for index in 0..<Int(task.tag_count) {
            _ = try ContractText.read(task.tags?[index], "\(place): tags[\(index)]")
        }
        if task.task_set != UInt32.max {
            try require(task.task_set < value.task_set_count, "\(place): task_set \(task.task_set) does not exist")
            try require(task.task_set != setIndex && task.task_set != 0, "\(place): nests task set \(task.task_set)")
        }
        if set.order == .ASSAY_ORDER_MARKOV {
            try require(task.transition_count > 0, "\(place): has no transition")
        }
        var total: UInt64 = 0
        for index in 0..<Int(task.transition_count) {
            guard let transition = task.transitions?[index] else { throw Violation("\(place): transitions is NULL") }
            try require(
                transition.target < set.task_count,
                "\(place): transition to task \(transition.target) of \(set.task_count)")
            total += UInt64(transition.weight)
        }
        try require(task.transition_count == 0 || total > 0, "\(place): no transition has a weight")
    }

    private func checkWait(_ wait: assay_wait_t, _ place: String) throws(Violation) {
        try require(0...6 ~= wait.kind.rawValue, "\(place): wait kind is \(wait.kind.rawValue)")
        try require(wait.first.isFinite && wait.first >= 0, "\(place): wait is \(wait.first)")
        try require(wait.second.isFinite, "\(place): wait is \(wait.second)")
        if wait.kind == .ASSAY_WAIT_BETWEEN {
            try require(wait.second >= wait.first, "\(place): wait between \(wait.first) and \(wait.second)")
        }
        if wait.kind == .ASSAY_WAIT_CONSTANT_THROUGHPUT || wait.kind == .ASSAY_WAIT_POISSON {
            try require(wait.first > 0, "\(place): wait with a rate of \(wait.first)")
        }
    }

    private func checkSize(_ size: UInt32, _ wanted: Int, _ place: String) throws(Violation) {
        try require(Int(size) == wanted, "\(place): struct_size is \(size), wanted \(wanted)")
    }
}
