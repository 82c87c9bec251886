// Assay: tasks in order, and tasks that lead to one another.
// SPDX-License-Identifier: Apache-2.0
public import AssayKit

/// Does its tasks in order, again and again; a weight repeats a task in place.
final class Checkout: HTTPUser, User {
    static let order = TaskOrder.sequential
    static let waitTime = WaitTime.constantPacing(0.5)

    static var tasks: TaskList<Checkout> {
        task("cart") { try await $0.http.get("/cart") }
        task("item", weight: 2) { try await $0.http.get("/item") }
        task("pay") { try await $0.http.get("/pay") }
    }
}

/// Wanders: each task names those that may follow it.
final class Surfer: HTTPUser, User {
    static let order = TaskOrder.markov
    static let waitTime = WaitTime.poisson(4)

    static var tasks: TaskList<Surfer> {
        task("front") { try await $0.http.get("/") }
            .to("list", weight: 3).to("front")
        task("list") { try await $0.http.get("/list") }
            .to("item", weight: 2).to("front")
        task("item") { try await $0.http.get("/item") }
            .to("list").to("front")
    }
}

/// What `assay run` looks for in a file.
public let scenario = Scenario(
    "assay.scenario.journeys", description: "sequences and Markov chains", users: [Checkout.self, Surfer.self])
