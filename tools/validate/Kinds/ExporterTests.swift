// Assay: tests of exporters.
// SPDX-License-Identifier: Apache-2.0
import AssayContract
import CAssay

/// Tests of kind/exporter.h.
enum ExporterTests {
    private static let kind = ASSAY_KIND_EXPORTER

    static let all = [
        TableCheck.test("exporter-table", kind: kind),
        TestCase("exporter-empty", .kind(kind), "bears a run without requests, twice", empty),
        TestCase("exporter-hostile", .kind(kind), "bears hostile names and numbers", hostile),
        TestCase("exporter-begin-only", .kind(kind), "may be stopped in the middle of a run", beginOnly),
    ]

    private static func empty(_ context: TestContext) throws(Ending) {
        for _ in 0..<2 { try play({ .empty }, context) }
    }

    private static func hostile(_ context: TestContext) throws(Ending) { try play({ .hostile }, context) }

    private static func beginOnly(_ context: TestContext) throws(Ending) {
        let run = SampleRun.empty
        try context.withStarted { component throws(Ending) in
            let check = ExporterCheck(context.host, component, try context.table(component, kind).pointee)
            try keeping { () throws(Violation) in try check.begin(run) }
        }
    }

    private static func play(_ run: () -> SampleRun, _ context: TestContext) throws(Ending) {
        try context.withStarted { component throws(Ending) in
            let check = ExporterCheck(context.host, component, try context.table(component, kind).pointee)
            try keeping { () throws(Violation) in try check.play(run) }
        }
        let noted = context.host.noted
        try require(noted.isEmpty, noted.joined(separator: "; "))
    }
}
