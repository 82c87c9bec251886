// Assay: tests of tracking stores.
// SPDX-License-Identifier: Apache-2.0
import AssayContract
import CAssay

/// Tests of kind/draft/tracking.h.
enum TrackingTests {
    private static let kind = ASSAY_KIND_TRACKING

    static let all = [
        TableCheck.test("tracking-table", kind: kind),
        TestCase("tracking-answers", .kind(kind), "calls are answered once, later, and refused in words") {
            context throws(Ending) in
            try context.withStarted { component throws(Ending) in
                let table = try context.table(component, kind, as: assay_tracking_t.self).pointee
                let check = TrackingCheck(component, table, host: context.host)
                try keeping { () throws(Violation) in try check.check() }
            }
        },
    ]
}
