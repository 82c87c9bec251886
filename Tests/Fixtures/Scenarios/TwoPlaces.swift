// Assay: a scenario for tests: two places of a server, with weights 3 and 1.
// SPDX-License-Identifier: Apache-2.0
import AssayKit

/// Goes to /often three times as often as to /seldom.
final class Visitor: HTTPUser, User {
    static let waitTime = WaitTime.between(0.05, 0.15)

    static var tasks: TaskList<Visitor> {
        task("often", weight: 3) { try await $0.http.get("/often") }
        task("seldom", weight: 1) { try await $0.http.get("/seldom") }
    }
}

/// What `assay run` looks for in a file.
public let scenario = Scenario("test.two-places", description: "weights 3 and 1", users: [Visitor.self])
