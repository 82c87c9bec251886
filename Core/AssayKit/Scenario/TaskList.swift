// Assay: a list of tasks, written as a block.
// SPDX-License-Identifier: Apache-2.0

/// The tasks of a set, in order.
public struct TaskList<U: User>: Sendable {
    let entries: [TaskEntry<U>]
}

/// Builds a task list from a block of `task` and `taskSet`, with `if`, `for` and other lists in between.
@resultBuilder
public enum TaskListBuilder<U: User> {
    /// One entry.
    public static func buildExpression(_ entry: TaskEntry<U>) -> TaskList<U> { TaskList(entries: [entry]) }
    /// The entries of another list.
    public static func buildExpression(_ list: TaskList<U>) -> TaskList<U> { list }
    /// One after the other.
    public static func buildBlock(_ lists: TaskList<U>...) -> TaskList<U> { buildArray(lists) }
    /// `for`.
    public static func buildArray(_ lists: [TaskList<U>]) -> TaskList<U> { TaskList(entries: lists.flatMap(\.entries)) }
    /// `if` without `else`.
    public static func buildOptional(_ list: TaskList<U>?) -> TaskList<U> { list ?? TaskList(entries: []) }
    /// `if`.
    public static func buildEither(first list: TaskList<U>) -> TaskList<U> { list }
    /// `else`.
    public static func buildEither(second list: TaskList<U>) -> TaskList<U> { list }
}
