// Assay: accounts from a file, a login at the start, and a nested task set.
// SPDX-License-Identifier: Apache-2.0
public import AssayKit

/// Logs in with an account of its own, then reads, and now and then writes a few messages in a row.
final class Member: HTTPUser, User {
    static let waitTime = WaitTime.constant(0.2)

    /// Shared by all users: no account is handed out twice, and a user that finds none left ends.
    private let accounts: Feeder

    required init(_ context: UserContext) throws {
        accounts = try Feeder.shared("accounts.csv", .unique)
        try super.init(context)
    }

    static var tasks: TaskList<Member> {
        task("read", weight: 4) { try await $0.http.get("/inbox") }

        taskSet("write", waitTime: .constant(0.05)) {
            task("message", weight: 3) { try await $0.http.post("/messages", .form([("text", "hello & welcome")])) }
            task("enough") { _ in throw Interrupt() }
        }
    }

    func onStart() async throws {
        let account = try accounts.next()
        try await http.post(
            "/login", .form([("user", account["user"] ?? ""), ("password", account["password"] ?? "")])
        ) {
            try $0.expect(status: 200)
        }
    }

    func onStop() async throws {
        try await http.post("/logout")
    }
}

/// What `assay run` looks for in a file.
public let scenario = Scenario(
    "assay.scenario.login", description: "accounts, login, nested sets", users: [Member.self])
