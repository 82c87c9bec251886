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

@Suite struct FaultTests {
    private static let large = "body too large"

    /// All requests are in flight at once, each in a session of its own, so that waiting for timeouts costs their
    /// longest alone.
    @Test(.timeLimit(.minutes(1)), arguments: ["plain", "tls"])
    func everyFaultHasItsError(_ over: String) throws {
        let data = try Data(contentsOf: fixtures.appending(path: "Faults/faults.json"))
        let faults = try JSONDecoder().decode(Table.self, from: data).faults.filter { $0.over?.contains(over) ?? true }
        let server = try ChildServer<Ready>("Faults/server.py")
        let client = try LiveClient(
            """
            {"connect_timeout": 1, "first_byte_timeout": 2, "timeout": 3, "max_connections": 200, "max_body_bytes": 4000000,
             "tls": {"ca_file": "\(server.ready.caFile)"}}
            """)
        let scheme = over == "tls" ? "https" : "http"
        // The large ones come behind, since they keep the server busy.
        for wave in [faults.filter { $0.error != Self.large }, faults.filter { $0.error == Self.large }] {
            let sent = try wave.map { fault in
                let port = try #require(server.ready.ports[fault.port ?? over])
                let url = "\(scheme)://\(fault.host ?? "localhost"):\(port)/fault/\(fault.name)"
                // Python needs its time for megabytes when the machine is busy.
                return try client.send("GET", url, timeout: fault.error == Self.large ? 30_000_000_000 : 0)
            }
            for (fault, pending) in zip(wave, sent) {
                let answer = try client.wait(pending, seconds: 40)
                #expect(answer.errorText == fault.error, "\(over): \(fault.name)")
            }
        }
        #expect(client.recorded.count == faults.count)
        let port = try #require(server.ready.ports[over])
        #expect(try client.get("\(scheme)://localhost:\(port)/ok").text == "ok")
    }
}
