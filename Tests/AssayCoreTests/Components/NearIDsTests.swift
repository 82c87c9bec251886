// Assay: suggestions for mistyped ids.
// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import AssayCore

@Suite struct NearIDsTests {
    private let ids = NearIDs(["assay.client.http", "assay.client.http-fast", "assay.shape.stages", "com.acme.http"])

    @Test(arguments: [
        ("assay.client.htpp", ["assay.client.http"]),
        ("assay.clent.http", ["assay.client.http"]),
        ("http", ["assay.client.http", "com.acme.http"]),
        ("stages", ["assay.shape.stages"]),
        ("something.else.entirely", []),
        ("", []),
    ])
    func suggests(_ id: String, _ near: [String]) {
        #expect(Array(ids.near(id).prefix(2)) == near)
    }

    @Test(arguments: [("", "", 0), ("a", "", 1), ("kitten", "sitting", 3), ("flaw", "lawn", 2), ("abc", "abc", 0)])
    func countsEdits(_ first: String, _ second: String, _ distance: Int) {
        #expect(NearIDs.distance(Array(first.utf8), Array(second.utf8)) == distance)
        #expect(NearIDs.distance(Array(second.utf8), Array(first.utf8)) == distance)
    }
}
