// Assay: a scenario for tests: one request again and again, over a connection that is there before the first.
// SPDX-License-Identifier: Apache-2.0
import AssayKit

/// Asks at once again in the closed model; the open model sets its own pace.
final class Visitor: HTTPUser, User {
    static let waitTime = WaitTime.constant(0)

    func onStart() async throws {
        try await http.get("/warm", options: .silent)
    }

    static var tasks: TaskList<Visitor> {
        task("ask") { try await $0.http.get("/") }
    }
}

/// What `assay run` looks for in a file.
public let scenario = Scenario("test.steady", description: "one request again and again", users: [Visitor.self])
