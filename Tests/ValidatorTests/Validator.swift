// Assay: runs assay-validate and reads what it says.
// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

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
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Runs it and decodes its JSON.
    static func run(_ library: String, _ arguments: String...) throws -> Run {
        let (output, exitCode) = try execute([library, "--json"] + arguments)
        return Run(entries: try JSONDecoder().decode([Entry].self, from: output), exitCode: exitCode)
    }

    /// Runs it.
    static func execute(_ arguments: [String]) throws -> (output: Data, exitCode: Int32) {
        let process = Process()
        process.executableURL = products.appending(path: "assay-validate")
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (output, process.terminationStatus)
    }
}
