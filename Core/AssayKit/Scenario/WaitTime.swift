// Assay: how long a user waits between two tasks.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// How long a user waits between two tasks, in seconds; Locust's wait_time functions.
public struct WaitTime: Sendable, Equatable {
    let wait: (kind: Kind, first: Double, second: Double)

    enum Kind: Int32, Sendable {
        case inherit, constant, between, constantPacing, constantThroughput, poisson, custom
    }

    private init(_ kind: Kind, _ first: Double = 0, _ second: Double = 0) {
        wait = (kind, first, second)
    }

    /// Compares kind and figures.
    public static func == (left: WaitTime, right: WaitTime) -> Bool {
        left.wait == right.wait
    }

    /// No wait.
    public static let none = WaitTime(.constant)
    /// As the enclosing task set, at last as the user class.
    public static let inherited = WaitTime(.inherit)
    /// What `User.customWaitTime` says each time.
    public static let custom = WaitTime(.custom)
    /// Always the same.
    public static func constant(_ seconds: Double) -> WaitTime { WaitTime(.constant, seconds) }
    /// Uniformly distributed between two values.
    public static func between(_ shortest: Double, _ longest: Double) -> WaitTime {
        WaitTime(.between, shortest, longest)
    }
    /// What remains of `seconds` since the last wait ended: tasks begin at that distance, when they take no longer.
    public static func constantPacing(_ seconds: Double) -> WaitTime { WaitTime(.constantPacing, seconds) }
    /// Pacing for so many tasks a second for each user.
    public static func constantThroughput(_ tasksPerSecond: Double) -> WaitTime {
        WaitTime(.constantThroughput, tasksPerSecond)
    }
    /// Exponentially distributed with a mean of 1 / `rate`.
    public static func poisson(_ rate: Double) -> WaitTime { WaitTime(.poisson, rate) }

    var pointee: assay_wait_t {
        let kind = assay_wait_kind_t(rawValue: wait.kind.rawValue) ?? .ASSAY_WAIT_INHERIT
        return assay_wait_t(kind: kind, reserved: 0, first: wait.first, second: wait.second)
    }
}
