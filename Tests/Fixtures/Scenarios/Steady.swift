// Assay: a scenario for tests: one request again and again, over a connection that is there before the first.
// SPDX-License-Identifier: Apache-2.0
import AssayKit

/// Pauses for less than a request takes, so that users are not in phase; the open model sets its own pace.
final class Visitor: HTTPUser, User {
    static let waitTime = WaitTime.between(0, 0.02)

    func onStart() async throws {
        try await http.get("/warm", options: .silent)
    }

    static var tasks: TaskList<Visitor> {
        task("ask") { try await $0.http.get("/") }
    }
}

/// What `assay run` looks for in a file.
public let scenario = Scenario("test.steady", description: "one request again and again", users: [Visitor.self])
