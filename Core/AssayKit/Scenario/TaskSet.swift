// Assay: task sets and their entries, with the user's type forgotten.
// SPDX-License-Identifier: Apache-2.0

/// What an entry of a task list is.
enum TaskContent: Sendable {
    case body(StepBody)
    case set(TaskSet)
}

/// An entry of a task list of any user class.
struct AnyTaskEntry: Sendable {
    let name: String
    let weight: Int
    let tags: [String]
    let transitions: [(target: String, weight: Int)]
    let content: TaskContent
}

/// A set of tasks with an order and a wait of its own.
struct TaskSet: Sendable {
    let order: TaskOrder
    let waitTime: WaitTime
    let onStart: StepBody?
    let onStop: StepBody?
    let tasks: [AnyTaskEntry]
}
