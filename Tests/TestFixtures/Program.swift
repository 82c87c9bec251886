// Assay: programs that tests run, compare with and wait for.
// SPDX-License-Identifier: Apache-2.0
public import Foundation

/// Runs programs to their end, on a thread of their own.
public enum Program {
    /// What a program said and how it ended.
    public struct Outcome: Sendable {
        /// Its standard output.
        public let output: Data
        /// As the program gave it; the signal that ended it when one did.
        public let exitCode: Int32

        /// Its standard output as text.
        public var text: String { String(decoding: output, as: UTF8.self) }
    }

    /// A program did not end with exit code 0.
    public struct Failed: Error {
        /// What was run.
        public let program: String
        /// Its exit code.
        public let exitCode: Int32
    }

    /// The project's folder.
    public static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Runs the program at `path`.
    public static func run(
        _ path: String, _ arguments: [String], input: String = "", hidesErrors: Bool = false
    ) async throws -> Outcome {
        try await BlockingWork.run {
            let file = FileManager.default.temporaryDirectory.appending(path: "assay-\(UUID().uuidString)")
            try Data(input.utf8).write(to: file)
            defer { try? FileManager.default.removeItem(at: file) }
            let process = Process()
            process.executableURL = URL(filePath: path)
            process.arguments = arguments
            process.standardInput = try FileHandle(forReadingFrom: file)
            let pipe = Pipe()
            process.standardOutput = pipe
            if hidesErrors { process.standardError = FileHandle.nullDevice }
            try process.run()
            let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            return Outcome(output: output, exitCode: process.terminationStatus)
        }
    }

    /// Runs Python and returns what it printed; `arguments` begin with a script or with -c and its text.
    public static func python(_ arguments: [String], input: String = "") async throws -> String {
        let outcome = try await run("/usr/bin/env", ["python3"] + arguments, input: input)
        guard outcome.exitCode == 0 else { throw Failed(program: "python3", exitCode: outcome.exitCode) }
        return outcome.text
    }

    /// A file of Tests/Fixtures.
    public static func fixture(_ name: String) -> String { project.appending(path: "Tests/Fixtures/\(name)").path }
}
