// Assay: the scenario, and what its visitors do.
// SPDX-License-Identifier: Apache-2.0
public import AssayKit

/// Visitors who read the front page three times as often as an item.
public let scenario = Scenario(
    "com.example.template", description: "Visitors who read the front page three times as often as an item",
    users: [Visitor.self])

/// Someone who reads, and thinks between two pages.
final class Visitor: HTTPUser, User {
    static let waitTime = WaitTime.between(0.5, 1.5)

    static var tasks: TaskList<Visitor> {
        task("front_page", weight: 3) { visitor in
            try await visitor.http.get("/")
        }
        task("item") { visitor in
            let number = Int.random(in: 1...100)
            try await visitor.http.get("/item?number=\(number)", name: "/item")
        }
    }
}
