// Assay: tests of load shapes.
// SPDX-License-Identifier: Apache-2.0
import AssayContract
import CAssay

/// Tests of kind/shape.h.
enum ShapeTests {
    private static let kind = ASSAY_KIND_SHAPE

    static let all = [
        TableCheck.test("shape-table", kind: kind),
        TestCase("shape-ticks", .kind(kind), "every tick of an hour gives a target that makes sense") {
            context throws(Ending) in
            try check(context) { shape throws(Violation) in try shape.checkTicks(seconds: 3600) }
        },
        TestCase("shape-arrivals", .kind(kind), "arrivals are in order and within their window") {
            context throws(Ending) in
            try check(context) { shape throws(Violation) in try shape.checkArrivals(seconds: 60, capacity: 256) }
        },
    ]

    private static func check(
        _ context: TestContext, _ check: (ShapeCheck) throws(Violation) -> Void
    ) throws(Ending) {
        try context.withStarted { component throws(Ending) in
            let table = try context.table(component, kind, as: assay_shape_t.self).pointee
            try keeping { () throws(Violation) in try check(try ShapeCheck(component, table)) }
        }
    }
}
