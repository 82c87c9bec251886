// Assay: several user classes on a common base, with weights and a fixed count.
// SPDX-License-Identifier: Apache-2.0
public import AssayKit

/// What all customers can do. Not in the scenario's list, so no user is of this class itself.
class Customer: HTTPUser {
    private(set) var visits = 0

    /// Asks for a page and counts the visit.
    func visit(_ page: String) async throws {
        visits += 1
        try await http.get(page, headers: [HTTPHeader("X-Visit", "\(visits)")])
    }
}

/// Three of four customers.
final class Guest: Customer, User {
    static let weight = 3.0
    static let waitTime = WaitTime.between(0.1, 0.3)

    static var tasks: TaskList<Guest> {
        task("front") { try await $0.visit("/") }
        task("list") { try await $0.visit("/list") }
    }
}

/// One of four customers; ends after ten visits.
final class Regular: Customer, User {
    static let waitTime = WaitTime.constantThroughput(5)

    static var tasks: TaskList<Regular> {
        task("account") { user in
            guard user.visits < 10 else { throw StopUser() }
            try await user.visit("/account")
        }
    }
}

/// Exactly one, however many users there are; over libcurl instead of HTTPFast.
final class Monitor: HTTPUser, User {
    static let fixedCount = 1
    static let waitTime = WaitTime.constant(1)
    override class var httpOptions: HTTPOptions { .full.timeout(seconds: 2) }

    static var tasks: TaskList<Monitor> {
        task("health") { try await $0.http.get("/health") }
    }
}

/// What `assay run` looks for in a file.
public let scenario = Scenario(
    "assay.scenario.classes", description: "user classes with weights, a fixed count and a common base",
    users: [Guest.self, Regular.self, Monitor.self])
