// Assay: HTTPFast against every fault of Tests/Fixtures/Faults.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Foundation
import Testing

/// One line of faults.json.
private struct Fault: Decodable {
    var name: String
    var error: String
    var over: [String]?
    var port: String?
    var host: String?
}

private struct Table: Decodable {
    var faults: [Fault]
}

/// What server.py prints when it is ready.
private struct Ready: Decodable {
    var ports: [String: Int]
    var caFile: String

    private enum CodingKeys: String, CodingKey {
        case ports
        case caFile = "ca_file"
    }
}

/// The server of faults, as a child process that ends with its standard input.
private final class FaultServer {
    let ready: Ready
    private let process = Process()
    private let input = Pipe()
    private let folder: URL

    init(_ fixtures: URL) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "httpfast-\(UUID().uuidString)")
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", fixtures.appending(path: "server.py").path, folder.path]
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

@Suite struct FaultTests {
    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Fixtures/Faults").standardizedFileURL

    /// All requests are in flight at once, each in a session of its own, so that waiting for timeouts costs their
    /// longest alone.
    @Test(.timeLimit(.minutes(1)), arguments: ["plain", "tls"])
    func everyFaultHasItsError(_ over: String) throws {
        let data = try Data(contentsOf: Self.fixtures.appending(path: "faults.json"))
        let faults = try JSONDecoder().decode(Table.self, from: data).faults.filter { $0.over?.contains(over) ?? true }
        let server = try FaultServer(Self.fixtures)
        let client = try LiveClient(
            """
            {"connect_timeout": 1, "first_byte_timeout": 2, "timeout": 3, "max_connections": 200,
             "tls": {"ca_file": "\(server.ready.caFile)"}}
            """)
        let scheme = over == "tls" ? "https" : "http"
        let sent = try faults.map { fault in
            let port = try #require(server.ready.ports[fault.port ?? over])
            return try client.send("GET", "\(scheme)://\(fault.host ?? "localhost"):\(port)/fault/\(fault.name)")
        }
        for (fault, pending) in zip(faults, sent) {
            let answer = try client.wait(pending)
            #expect(answer.errorText == fault.error, "\(over): \(fault.name)")
        }
        #expect(client.recorded.count == faults.count)
        let port = try #require(server.ready.ports[over])
        #expect(try client.get("\(scheme)://localhost:\(port)/ok").text == "ok")
    }
}
