// Assay: tests of collectors.
// SPDX-License-Identifier: Apache-2.0
import AssayContract
import CAssay

/// Tests of kind/collector.h.
enum CollectorTests {
    private static let kind = ASSAY_KIND_COLLECTOR

    static let all = [
        TableCheck.test("collector-table", kind: kind),
        TestCase("collector-counts", .kind(kind), "counts every request once, and forgets at a reset", counts),
    ]

    private static func counts(_ context: TestContext) throws(Ending) {
        try context.withStarted { component throws(Ending) in
            let check = CollectorCheck(context.host, component, try context.table(component, kind).pointee)
            try keeping { () throws(Violation) in try check.run() }
        }
    }
}
