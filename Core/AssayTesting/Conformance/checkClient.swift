// Assay: the conformance check of the kind client.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayKit
internal import CAssay

/// Checks an HTTP client that is registered with `host`, against a server on loopback that answers well, badly and not at
/// all: each request is answered once, recorded as recorder.h says, and can be cut off; a session keeps its connections
/// and cookies to itself and leaves none behind. Returns the problems; none means that it conforms.
///
/// Real sockets are used, so the host follows the system's time meanwhile.
public func checkClient(_ host: TestHost, _ id: String, config: String = "{}") -> [String] {
    var check = Conformance(host, id, kind: ASSAY_KIND_CLIENT, config: config)
    check.whileStarted(assay_client_t.self) { check, component, table in
        let client = try CheckedClient(host, component, table)
        do {
            try client.open()
            for part in CheckedClient.parts {
                do { try part(client)() } catch let violation as Violation { check.expect(false, violation.words) }
            }
            try client.close()
        } catch let violation as Violation {
            check.expect(false, violation.words)
        }
        for violation in client.recorder.violations { check.expect(false, violation) }
    }
    return check.uniqueProblems
}
