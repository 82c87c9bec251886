// Assay: runs a line of Python on a text.
// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Runs `script` with `input` on its standard input and returns what it printed.
func python(_ script: String, _ input: String) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "assay-\(UUID().uuidString).txt")
    try Data(input.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script]
    process.standardInput = try FileHandle(forReadingFrom: file)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.fileReadUnknown) }
    return String(decoding: printed, as: UTF8.self)
}
