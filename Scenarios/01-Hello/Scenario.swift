// Assay: the smallest scenario: one user class with one task.
// SPDX-License-Identifier: Apache-2.0
public import AssayKit

/// Asks for the front page, again and again.
final class Hello: HTTPUser, User {
    static let waitTime = WaitTime.between(0.5, 1.5)

    static var tasks: TaskList<Hello> {
        task("front page") { try await $0.http.get("/") }
    }
}

/// What `assay run` looks for in a file.
public let scenario = Scenario("assay.scenario.hello", description: "one user class with one task", users: [Hello.self])
