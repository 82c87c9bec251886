// Assay: what the HTTP benchmark drives: two weighted tasks without a wait.
// SPDX-License-Identifier: Apache-2.0
import AssayKit

/// Asks for two pages, one three times as often as the other, as fast as they come.
final class Bench: HTTPUser, User {
    static var tasks: TaskList<Bench> {
        task("a", weight: 3) { try await $0.http.get("/a") }
        task("b") { try await $0.http.get("/b") }
    }
}

/// What `assay run` looks for.
let scenario = Scenario("bench.http", description: "two weighted tasks without a wait", users: [Bench.self])
