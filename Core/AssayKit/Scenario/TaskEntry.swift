// Assay: one entry of a task list: a task, or a nested task set.
// SPDX-License-Identifier: Apache-2.0

/// What a task does. It runs on the user's loop.
public typealias TaskBody<U: User> = nonisolated(nonsending) @Sendable (U) async throws -> Void

/// A task, or a nested task set. Made by `task` and `taskSet`.
public struct TaskEntry<U: User>: Sendable {
    enum Content: Sendable {
        case body(TaskBody<U>)
        case set(TaskSet<U>)
    }

    let name: String
    let weight: Int
    var tags: [String]
    var transitions: [(target: String, weight: Int)]
    let content: Content

    /// The same entry with further tags, for --tags and --exclude-tags.
    public func tags(_ names: String...) -> TaskEntry {
        var entry = self
        entry.tags += names
        return entry
    }

    /// In a Markov set: the entry may be followed by `target`, with this weight.
    public func to(_ target: String, weight: Int = 1) -> TaskEntry {
        var entry = self
        entry.transitions.append((target, weight))
        return entry
    }
}

/// A nested set of tasks with an order and a wait of its own.
struct TaskSet<U: User>: Sendable {
    let order: TaskOrder
    let waitTime: WaitTime
    let onStart: TaskBody<U>?
    let onStop: TaskBody<U>?
    let tasks: TaskList<U>
}

/// A task. `weight` is its share in a weighted set, and how often it repeats in a sequential one.
public func task<U: User>(_ name: String, weight: Int = 1, _ body: @escaping TaskBody<U>) -> TaskEntry<U> {
    TaskEntry(name: name, weight: weight, tags: [], transitions: [], content: .body(body))
}

/// A nested task set: once chosen it runs until a task of it throws `Interrupt`.
///
/// `onStart` and `onStop` run when the set is entered and left.
public func taskSet<U: User>(
    _ name: String, _ order: TaskOrder = .weighted, weight: Int = 1, waitTime: WaitTime = .inherited,
    onStart: TaskBody<U>? = nil, onStop: TaskBody<U>? = nil, @TaskListBuilder<U> _ tasks: () -> TaskList<U>
) -> TaskEntry<U> {
    let set = TaskSet(order: order, waitTime: waitTime, onStart: onStart, onStop: onStop, tasks: tasks())
    return TaskEntry(name: name, weight: weight, tags: [], transitions: [], content: .set(set))
}
