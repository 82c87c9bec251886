// Assay: a scenario for tests: asks for each URL of urls.csv once, and for a good answer after each.
// SPDX-License-Identifier: Apache-2.0
import AssayKit

/// Takes the next URL of the file until there is none.
final class Visitor: HTTPUser, User {
    static let waitTime = WaitTime.constant(0)
    private let urls: Feeder

    required init(_ context: UserContext) throws {
        urls = try Feeder.shared("urls.csv", .unique)
        try super.init(context)
    }

    static var tasks: TaskList<Visitor> {
        task("ask") { user in
            guard let row = try? user.urls.next() else { throw StopTest() }
            try await user.http.get(row["url"] ?? "", name: row["name"])
            try await user.http.get(row["good"] ?? "", name: "good")
        }
    }
}

/// What `assay run` looks for in a file.
public let scenario = Scenario("test.faults", description: "one request for each fault", users: [Visitor.self])
