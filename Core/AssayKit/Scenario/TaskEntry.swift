// Assay: one entry of a task list: a task, or a nested task set.
// SPDX-License-Identifier: Apache-2.0

/// What a task does. It runs on the user's loop.
public typealias TaskBody<U: User> = nonisolated(nonsending) @Sendable (U) async throws -> Void

/// A task's body with the user's type forgotten, so that the code that runs it is the same for all classes.
public typealias AnyTaskBody = nonisolated(nonsending) @Sendable (AnyObject) async throws -> Void

/// A body in a list or an optional. Bare closures would be wrapped anew, on the heap, each time one is taken out.
struct StepBody: Sendable {
    let run: AnyTaskBody
}

/// A task, or a nested task set. Made by `task` and `taskSet`.
public struct TaskEntry<U: User>: Sendable {
    let name: String
    let weight: Int
    var tags: [String] = []
    var transitions: [(target: String, weight: Int)] = []
    let content: TaskContent

    init(_ name: String, _ weight: Int, _ content: TaskContent) {
        self.name = name
        self.weight = weight
        self.content = content
    }

    /// What `task` makes; a function of its own because `task` is compiled into the scenario.
    public static func entry(_ name: String, weight: Int, body: @escaping AnyTaskBody) -> TaskEntry {
        TaskEntry(name, weight, .body(StepBody(run: body)))
    }

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

    /// The entry without its type.
    var erased: AnyTaskEntry {
        AnyTaskEntry(name: name, weight: weight, tags: tags, transitions: transitions, content: content)
    }
}

/// A task. `weight` is its share in a weighted set, and how often it repeats in a sequential one.
@inlinable
public func task<U: User>(_ name: String, weight: Int = 1, _ body: @escaping TaskBody<U>) -> TaskEntry<U> {
    // A class's tasks are only ever run for its own users.
    .entry(name, weight: weight) { user in try await body(unsafeDowncast(user, to: U.self)) }
}

/// A nested task set: once chosen it runs until a task of it throws `Interrupt`.
///
/// `onStart` and `onStop` run when the set is entered and left.
public func taskSet<U: User>(
    _ name: String, _ order: TaskOrder = .weighted, weight: Int = 1, waitTime: WaitTime = .inherited,
    onStart: TaskBody<U>? = nil, onStop: TaskBody<U>? = nil, @TaskListBuilder<U> _ tasks: () -> TaskList<U>
) -> TaskEntry<U> {
    let set = TaskSet(
        order: order, waitTime: waitTime, onStart: onStart.map { erase($0) }, onStop: onStop.map { erase($0) },
        tasks: tasks().entries.map(\.erased))
    return TaskEntry(name, weight, .set(set))
}

/// Forgets the type of a body's user.
func erase<U: User>(_ body: @escaping TaskBody<U>) -> StepBody {
    StepBody { user in try await body(unsafeDowncast(user, to: U.self)) }
}
