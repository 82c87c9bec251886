// Assay: a server in Python, as a child process that ends with its standard input.
// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Runs `server.py FOLDER` and reads the line that it prints when it is ready.
final class ChildServer<Ready: Decodable> {
    let ready: Ready
    private let process = Process()
    private let input = Pipe()
    private let folder: URL

    /// `script` is a path beneath Tests/Fixtures.
    init(_ script: String) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "httpfast-\(UUID().uuidString)")
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", fixtures.appending(path: script).path, folder.path]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        var line = Data()
        while !line.contains(10) {
            let piece = output.fileHandleForReading.availableData
            if piece.isEmpty { break }
            line += piece
        }
        ready = try JSONDecoder().decode(Ready.self, from: line)
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }
}

/// Tests/Fixtures.
let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../../Fixtures").standardizedFileURL
