// Assay: tests of the order of user classes, against vectors from Locust.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import Foundation
import Testing

@testable import LocalRunner

/// The vectors were generated with Locust 2.47.0's own dispatcher: weights, and the first 120 classes.
private func vectors() throws -> [JSONValue] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appendingPathComponent("../../../Fixtures/Locust/class_order.json")
    let value = try JSONValue(parsing: String(contentsOf: file, encoding: .utf8))
    return value.arrayValue ?? []
}

@Suite struct ClassOrderTests {
    @Test func followsLocustsDispatcher() throws {
        let vectors = try vectors()
        #expect(vectors.count == 5)
        for vector in vectors {
            let pairs = vector["weights"]?.arrayValue ?? []
            let names = pairs.compactMap { $0[0]?.stringValue }
            var order = ClassOrder(pairs.compactMap { $0[1]?.doubleValue })
            let expected = vector["first"]?.arrayValue?.compactMap(\.stringValue) ?? []
            #expect(expected.count == 120)
            let found = expected.map { _ in order.next().map { names[$0] } ?? "" }
            #expect(found == expected)
        }
    }

    @Test func hasNothingToSayWithoutWeights() {
        var order = ClassOrder([0, 0])
        #expect(order.next() == nil)
    }
}
