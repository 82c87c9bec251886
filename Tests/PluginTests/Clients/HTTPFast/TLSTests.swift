// Assay: what a TLS server sees of HTTPFast; the oracle is Python's ssl module.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Foundation
import Testing

/// What the server printed.
private struct Ready: Decodable {
    var port: Int
    var ca_file: String
    var client_file: String
}

/// What the server saw.
private struct Seen: Decodable, Equatable {
    var name: String?
    var `protocol`: String?
    var is_resumed: Bool
    var client: String?
}

@Suite struct TLSTests {
    private let server: ChildServer<Ready>

    init() throws {
        server = try ChildServer("Servers/TLS/server.py")
    }

    private func seen(_ client: LiveClient) throws -> Seen {
        try JSONDecoder().decode(Seen.self, from: Data(client.get("/").body))
    }

    @Test func namesTheHostAndResumes() throws {
        let client = try LiveClient(
            #"{"base_url": "https://localhost:\#(server.ready.port)", "tls": {"ca_file": "\#(server.ready.ca_file)"}}"#)
        #expect(try seen(client) == Seen(name: "localhost", protocol: "http/1.1", is_resumed: false, client: nil))
        #expect(try seen(client).is_resumed)
        #expect(try seen(client).is_resumed)
        let timings = try client.get("/").timings
        #expect(timings.tls_handshaking > 0 && timings.connecting > 0)
    }

    @Test func showsItsCertificate() throws {
        let tls = #"{"ca_file": "\#(server.ready.ca_file)", "certificate_file": "\#(server.ready.client_file)"}"#
        let client = try LiveClient(#"{"base_url": "https://127.0.0.1:\#(server.ready.port)", "tls": \#(tls)}"#)
        #expect(
            try seen(client) == Seen(name: nil, protocol: "http/1.1", is_resumed: false, client: "assay test client"))
    }

    @Test func checksTheNameItIsTold() throws {
        let url = "https://127.0.0.1:\(server.ready.port)"
        for (name, error) in [
            ("assay.test", assay_client_error_t.ASSAY_CLIENT_OK), ("other.test", .ASSAY_CLIENT_TLS_CERTIFICATE_INVALID),
        ] {
            let tls = #"{"ca_file": "\#(server.ready.ca_file)", "server_name": "\#(name)"}"#
            let client = try LiveClient(#"{"base_url": "\#(url)", "tls": \#(tls)}"#)
            #expect(try client.get("/").error == error)
        }
    }

    @Test func verifiesUnlessTold() throws {
        let url = "https://localhost:\(server.ready.port)"
        do {
            let client = try LiveClient(#"{"base_url": "\#(url)"}"#)
            #expect(try client.get("/").error == .ASSAY_CLIENT_TLS_CERTIFICATE_INVALID)
        }
        let client = try LiveClient(#"{"base_url": "\#(url)", "tls": {"verify": false}}"#)
        #expect(try client.get("/").status == 200)
    }

    @Test func namesAFileItCannotRead() throws {
        for tls in [
            #"{"ca_file": "/nowhere.pem"}"#, #"{"certificate_file": "/nowhere.pem"}"#, #"{"key_file": "/nowhere.pem"}"#,
        ] {
            #expect { try LiveClient(#"{"tls": \#(tls)}"#) } throws: { "\($0)".contains("/nowhere.pem") }
        }
    }
}
