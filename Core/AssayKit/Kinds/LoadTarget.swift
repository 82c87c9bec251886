// Assay: what a load shape wants.
// SPDX-License-Identifier: Apache-2.0

/// The load that a shape wants at a moment.
public struct LoadTarget: Sendable, Equatable {
    /// How many users there are to be.
    public var users: Int
    /// Users that start or stop per second until then.
    public var spawnRate: Double
    /// The user classes to use; nil for all.
    public var userClasses: [String]?

    /// Makes a target.
    public init(users: Int, spawnRate: Double, userClasses: [String]? = nil) {
        self.users = users
        self.spawnRate = spawnRate
        self.userClasses = userClasses
    }
}
