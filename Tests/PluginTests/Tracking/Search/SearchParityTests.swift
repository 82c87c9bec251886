// Assay: filters and orders mean what they mean in MLflow.
// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@Suite struct SearchParityTests {
    /// Every case in Tests/Fixtures/Search, or in the file that ASSAY_SEARCH_CASES names, gets MLflow's own outcome.
    @Test func equalsMLflow() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let fixture = folder.appendingPathComponent("../../../Fixtures/Search/cases.jsonl").standardized.path
        let cases = try SearchCase.read(ProcessInfo.processInfo.environment["ASSAY_SEARCH_CASES"] ?? fixture)
        #expect(cases.count > 1000)
        var differences: [String] = []
        for item in cases {
            let result = item.result()
            if result.map({ Array($0.utf8) }) != item.outcome.map({ Array($0.utf8) }) {
                differences.append(
                    "\(item.target) \(item.filter.debugDescription) \(item.order)\n  MLflow \(item.outcome)\n  Assay  \(result)"
                )
            }
        }
        let shown = differences.prefix(40).joined(separator: "\n")
        #expect(differences.isEmpty, "\(differences.count) of \(cases.count) differ:\n\(shown)")
    }
}
