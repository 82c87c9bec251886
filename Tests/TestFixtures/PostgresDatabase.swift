// Assay: a database of its own for a test.
// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A database on the server that tools/test starts. Without one the test fails: it is never skipped.
public final class PostgresDatabase: Sendable {
    /// Why there is none.
    public struct Missing: Error, CustomStringConvertible {
        /// What is missing.
        public let description: String
    }

    /// Its name.
    public let name: String
    private let server: String

    /// Makes an empty database.
    public init() throws {
        guard let server = ProcessInfo.processInfo.environment["ASSAY_TEST_POSTGRES"] else {
            throw Missing(description: "ASSAY_TEST_POSTGRES is not set; run the tests by tools/test")
        }
        self.server = server
        name = "t\(UUID().uuidString.lowercased().replacing("-", with: ""))"
        try query("CREATE DATABASE \(name)")
    }

    deinit { _ = try? query("DROP DATABASE IF EXISTS \(name) WITH (FORCE)") }

    /// The URL of the database.
    public var url: String { server.replacing(/\/postgres$/, with: "/\(name)") }

    /// Runs a statement by psql, as somebody else.
    @discardableResult
    public func query(_ text: String, inside: Bool = false) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/psql")
        process.arguments = [inside ? url : server, "-qAtX", "-v", "ON_ERROR_STOP=1", "-c", text]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let words = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard process.terminationStatus == 0 else { throw Missing(description: "psql: \(words)") }
        return words
    }
}
