// Assay: runs assay-validate and reads what it says.
// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestFixtures

/// The validator as a process, and the libraries that it is tried on.
enum Validator {
    /// One line of its report.
    struct Entry: Decodable {
        let test: String
        let component: String?
        let status: String
        let reason: String

        var isBad: Bool { status == "failed" || status == "crashed" }
    }

    /// A finished run.
    struct Run {
        let entries: [Entry]
        let exitCode: Int32

        /// The tests that failed or crashed.
        var bad: Set<String> { Set(entries.filter(\.isBad).map(\.test)) }

        /// What went wrong, for a test's message.
        var words: String {
            entries.filter(\.isBad).map { "\($0.test) \($0.component ?? ""): \($0.reason)" }.joined(separator: "\n")
        }
    }

    /// The folder of the products: the tests' own.
    static let products = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()

    /// Seconds that a test of a sound plugin may take: as many as it needs beside whatever else the machine does.
    static let patience = "600"

    /// Runs it and decodes its JSON.
    static func run(_ library: String, _ arguments: String...) async throws -> Run {
        try await run(library, arguments)
    }

    /// The same, with the arguments as a list.
    static func run(_ library: String, _ arguments: [String]) async throws -> Run {
        let ended = try await execute([library, "--json"] + arguments)
        return Run(entries: try JSONDecoder().decode([Entry].self, from: ended.output), exitCode: ended.exitCode)
    }

    /// Runs it.
    static func execute(_ arguments: [String]) async throws -> Program.Outcome {
        try await Program.run(products.appending(path: "assay-validate").path, arguments, hidesErrors: true)
    }
}
