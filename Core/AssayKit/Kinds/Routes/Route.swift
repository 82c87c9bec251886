// Assay: one route, in Swift.
// SPDX-License-Identifier: Apache-2.0

/// A path that a routes component answers.
public struct Route: Sendable, Hashable {
    /// What the server does with the body of a request.
    public enum Body: Sendable, Hashable {
        /// It is read and thrown away.
        case ignored
        /// It is read into memory first; one that is longer than `limit` bytes is refused.
        case buffered(limit: Int)
        /// It is read piece by piece; nil for no limit.
        case streamed(limit: Int?)
    }

    /// "GET"; it answers HEAD as well.
    public var method: String
    /// "/runs/{run_id}", "/files/{path...}"; matched against the decoded path.
    public var pattern: String
    /// What it does, for logs and audits: "createRun".
    public var operation: String
    /// What is needed to use it: "public" when everybody may.
    public var permission: String
    /// What becomes of the body.
    public var body: Body
    /// Whether it is answered whatever Host and Origin say, as probes are.
    public var answersAnyHost: Bool

    /// Makes a route.
    public init(
        _ method: String, _ pattern: String, operation: String, permission: String, body: Body = .ignored,
        answersAnyHost: Bool = false
    ) {
        self.method = method
        self.pattern = pattern
        self.operation = operation
        self.permission = permission
        self.body = body
        self.answersAnyHost = answersAnyHost
    }
}
