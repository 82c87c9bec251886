// Assay: a scenario for tests: one request, and a pause of 0.5 s. Pausing.py is the same for Locust.
// SPDX-License-Identifier: Apache-2.0
import AssayKit

/// Asks, and pauses.
final class Visitor: HTTPUser, User {
    static let waitTime = WaitTime.constant(0.5)

    static var tasks: TaskList<Visitor> {
        task("ask") { try await $0.http.get("/") }
    }
}

/// What `assay run` looks for in a file.
public let scenario = Scenario("test.pausing", description: "one request and a pause", users: [Visitor.self])
