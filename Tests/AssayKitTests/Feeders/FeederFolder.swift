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
}

extension Feeder {
    /// The next `count` values of a column.
    func take(_ count: Int, _ column: String = "n") throws(StopUser) -> [String?] {
        var values: [String?] = []
        for _ in 0..<count { values.append(try next()[column]) }
        return values
    }
}
