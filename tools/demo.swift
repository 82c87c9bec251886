// Assay: the scenario of tools/demo.
// SPDX-License-Identifier: Apache-2.0
import AssayKit

/// Reads the front page three times as often as an item.
final class Visitor: HTTPUser, User {
    static let waitTime = WaitTime.between(0.05, 0.15)

    static var tasks: TaskList<Visitor> {
        task("front page", weight: 3) { try await $0.http.get("/") }
        task("item") { visitor in
            try await visitor.http.get("/item", name: "/item") { response in
                try response.expect(status: 200)
                try response.expect(json: "id", equals: 7)
            }
        }
    }
}

let scenario = Scenario("demo", description: "reads an nginx on this machine", users: [Visitor.self])
