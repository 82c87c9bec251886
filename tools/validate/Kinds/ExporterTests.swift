// Assay: tests of exporters.
// SPDX-License-Identifier: Apache-2.0
import CAssay

/// Tests of kind/exporter.h.
enum ExporterTests {
    private static let kind = ASSAY_KIND_EXPORTER

    static let all = [
        TableCheck.test(
            "exporter-table", kind: kind, assay_exporter_t.self,
            functions: [
                ("begin", \assay_exporter_t.begin), ("update", \assay_exporter_t.update),
                ("finish", \assay_exporter_t.finish),
            ]),
        TestCase("exporter-empty", .kind(kind), "bears a run without requests, twice", empty),
        TestCase("exporter-hostile", .kind(kind), "bears hostile names and numbers", hostile),
        TestCase("exporter-begin-only", .kind(kind), "may be stopped in the middle of a run", beginOnly),
    ]

    private static func empty(_ context: TestContext) throws(Ending) {
        for _ in 0..<2 { try play(SampleRun.empty, context) }
    }

    private static func hostile(_ context: TestContext) throws(Ending) { try play(SampleRun.hostileRun, context) }

    private static func beginOnly(_ context: TestContext) throws(Ending) {
        try context.withStarted { component throws(Ending) in
            let exporter = try context.table(component, kind, as: assay_exporter_t.self).pointee
            try begin(exporter, component, SampleRun.empty)
        }
    }

    private static func play(_ run: SampleRun, _ context: TestContext) throws(Ending) {
        try context.withStarted { component throws(Ending) in
            let exporter = try context.table(component, kind, as: assay_exporter_t.self).pointee
            try begin(exporter, component, run)
            for _ in 0..<3 {
                exporter.update?(component, run.snapshot, run.state)
                context.host.turn(milliseconds: 5)
            }
            run.state.pointee.state = SampleRun.text("stopped")
            var error = CallError.empty()
            let status = exporter.finish?(component, run.snapshot, run.state, run.result, &error)
            if status != .ASSAY_STATUS_OK {
                let words = CallError.words(error)
                try require(CallError.message(error)?.isEmpty == false, "finish fails without a message")
                throw .warning("finish fails here: \(words)")
            }
        }
        let noted = context.host.noted
        try require(noted.isEmpty, noted.joined(separator: "; "))
    }

    private static func begin(
        _ exporter: assay_exporter_t, _ component: UnsafePointer<assay_component_t>, _ run: SampleRun
    ) throws(Ending) {
        var error = CallError.empty()
        let status = exporter.begin?(component, run.info, &error)
        guard status == .ASSAY_STATUS_OK else { throw .skipped("begin fails here: \(CallError.words(error))") }
    }
}
