// Assay: the client against the contract of its kind.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayTesting
import HTTPFast
import Testing

@Suite struct ConformanceTests {
    @Test func client() {
        let host = TestHost()
        host.register(HTTPFastClient.self)
        #expect(checkClient(host, HTTPFastClient.descriptor.id) == [])
    }
}
