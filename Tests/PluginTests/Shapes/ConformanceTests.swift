// Assay: the load shapes against the contract of their kind.
// SPDX-License-Identifier: Apache-2.0
import ArrivalRateShape
import AssayKit
import AssayTesting
import Foundation
import StagesShape
import Testing

@Suite struct ConformanceTests {
    private func sample(_ name: String) throws -> String {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let file = folder.appendingPathComponent("../../../Plugins/Shapes/\(name)/sample.json")
        return try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test func stages() throws {
        let host = TestHost()
        host.register(StagesShape.self)
        #expect(checkShape(host, StagesShape.descriptor.id, config: try sample("Stages")) == [])
    }

    @Test func arrivalRate() throws {
        let host = TestHost()
        host.register(ArrivalRateShape.self)
        #expect(checkShape(host, ArrivalRateShape.descriptor.id, config: try sample("ArrivalRate")) == [])
    }
}
