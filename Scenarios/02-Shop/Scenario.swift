// Assay: weights, names, tags and checks.
// SPDX-License-Identifier: Apache-2.0
public import AssayKit

/// Browses three times as often as it buys.
final class Visitor: HTTPUser, User {
    static let waitTime = WaitTime.between(1, 3)

    static var tasks: TaskList<Visitor> {
        task("browse", weight: 3) { user in
            let item = user.context.random { Int.random(in: 1...1000, using: &$0) }
            // One row in the statistics for all items.
            try await user.http.get("/items/\(item)", name: "/items/[id]")
        }
        .tags("read")

        task("buy") { user in
            try await user.http.post("/cart", .json(["item": 7, "count": 1])) { response in
                try response.expect(status: 200)
                try response.expect(json: "cart.count", equals: 1)
            }
        }
        .tags("write")

        task("search") { user in
            try await user.http.get("/search?q=unknown", name: "/search") { response in
                // Nothing found is what this search is about.
                if response.status == 404 { response.success() }
            }
        }
        .tags("read", "search")
    }
}

/// What `assay run` looks for in a file.
public let scenario = Scenario(
    "assay.scenario.shop", description: "weights, names, tags and checks", users: [Visitor.self])
