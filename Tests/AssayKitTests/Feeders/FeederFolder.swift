// Assay: a folder of test data that is gone after the test.
// SPDX-License-Identifier: Apache-2.0

import AssayKit
import Foundation

/// A temporary folder.
final class FeederFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("feeder-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file; its path.
    func file(_ name: String, _ content: some Sequence<UInt8>) throws -> String {
        let file = "\(path)/\(name)"
        try Data(content).write(to: URL(fileURLWithPath: file))
        return file
    }

    /// Writes a CSV file with the column `n` and the values 0..<count.
    func numbers(_ count: Int) throws -> String {
        try file("numbers\(count).csv", ("n\n" + (0..<count).map { "\($0)\n" }.joined()).utf8)
    }

    /// Runs a script of Tests/Fixtures with Python.
    func python(_ script: String, _ arguments: [String]) throws {
        let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Fixtures/\(script)")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", fixtures.path] + arguments
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableNotLoadable) }
    }
}

extension Feeder {
    /// The next `count` values of a column.
    func take(_ count: Int, _ column: String = "n") throws(StopUser) -> [String?] {
        var values: [String?] = []
        for _ in 0..<count { values.append(try next()[column]) }
        return values
    }
}
