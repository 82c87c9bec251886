// Assay: what the user benchmark drives: users that do next to nothing, with and without a connection.
// SPDX-License-Identifier: Apache-2.0
import AssayKit

/// Wakes once a second and does nothing. Two tasks and a feeder, as a real class has.
final class Sleeper: User {
    static let waitTime = WaitTime.constant(1)

    let context: UserContext
    let rows: Feeder

    init(_ context: UserContext) throws {
        self.context = context
        rows = try Feeder.shared(context.options["feeder"]?.stringValue ?? "rows.csv", .random)
    }

    static var tasks: TaskList<Sleeper> {
        task("one", weight: 3) { _ = try $0.rows.next() }
        task("two") { _ = try $0.rows.next() }
    }
}

/// Sends a request once a second.
final class Caller: HTTPUser, User {
    static let waitTime = WaitTime.constantPacing(1)

    let rows: Feeder

    required init(_ context: UserContext) throws {
        rows = try Feeder.shared(context.options["feeder"]?.stringValue ?? "rows.csv", .random)
        try super.init(context)
    }

    static var tasks: TaskList<Caller> {
        task("a", weight: 3) { user in
            _ = try user.rows.next()
            try await user.http.get("/a")
        }
        task("b") { user in
            _ = try user.rows.next()
            try await user.http.get("/b")
        }
    }
}

/// What `assay run` looks for.
let scenario = Scenario("bench.users", description: "idle users", users: [Sleeper.self, Caller.self])
