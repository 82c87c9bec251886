// Assay: errors that steer a user instead of failing it, in Locust's words.
// SPDX-License-Identifier: Apache-2.0

/// Thrown by a task: this user ends, its `onStop` runs.
public struct StopUser: Error {
    /// Makes one.
    public init() {}
}

/// Thrown by a task: the whole test ends.
public struct StopTest: Error {
    /// Makes one.
    public init() {}
}

/// Thrown by a task: the task ends here, and another one is chosen.
public struct RescheduleTask: Error {
    /// Whether the next task begins without a wait.
    public let immediately: Bool

    /// Makes one.
    public init(immediately: Bool = false) {
        self.immediately = immediately
    }
}

/// Thrown by a task of a nested set: leaves the set.
public struct Interrupt: Error {
    /// Whether the parent's next task begins without a wait.
    public let reschedule: Bool

    /// Makes one.
    public init(reschedule: Bool = true) {
        self.reschedule = reschedule
    }
}
