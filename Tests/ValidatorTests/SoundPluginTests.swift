// Assay: sound plugins pass.
// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@Suite struct SoundPluginTests {
    /// The libraries among the products.
    private static let libraries: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: Validator.products.path)) ?? []
        return names.filter { $0.hasPrefix("lib") && $0.hasSuffix(".so") && !$0.contains("XCTest") }.sorted()
    }()

    @Test(arguments: ["good", "good-second", "start-fails"]) func fixturesPass(_ name: String) throws {
        let run = try Validator.run(try FixtureFolder.build(name))
        #expect(run.bad.isEmpty, "\(run.words)")
        #expect(run.exitCode == 0)
    }

    @Test(arguments: libraries) func builtInsPass(_ name: String) throws {
        let run = try Validator.run(Validator.products.appending(path: name).path)
        #expect(run.bad.isEmpty, "\(run.words)")
        #expect(run.entries.count > 10)
    }
}
