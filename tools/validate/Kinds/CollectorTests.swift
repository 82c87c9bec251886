// Assay: tests of collectors.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc

/// Tests of kind/collector.h.
enum CollectorTests {
    private static let kind = ASSAY_KIND_COLLECTOR

    static let all = [
        TableCheck.test(
            "collector-table", kind: kind, assay_collector_t.self,
            functions: [
                ("open_shard", \assay_collector_t.open_shard), ("intern", \assay_collector_t.intern),
                ("intern_user_class", \assay_collector_t.intern_user_class), ("add", \assay_collector_t.add),
                ("add_exception", \assay_collector_t.add_exception), ("flip", \assay_collector_t.flip),
                ("merge", \assay_collector_t.merge), ("reset", \assay_collector_t.reset),
                ("snapshot", \assay_collector_t.snapshot), ("query", \assay_collector_t.query),
            ]),
        TestCase("collector-counts", .kind(kind), "counts every request once, and forgets at a reset", counts),
    ]

    private static func counts(_ context: TestContext) throws(Ending) {
        try context.withStarted { component throws(Ending) in
            let collector = try context.table(component, kind, as: assay_collector_t.self).pointee
            guard let shard = collector.open_shard?(component, 0) else { throw .failed("open_shard gives NULL") }
            let times: [Double] = [1, 5, 0.25, 80, 1000]
            for round in 1...3 {
                context.host.on(context.host.work) {
                    for time in times { add(collector, shard, time) }
                    collector.flip?(shard)
                }
                collector.merge?(shard)
                try check(collector, component, count: UInt64(round * times.count), minimum: 0.25, maximum: 1000)
            }
            collector.reset?(component, 1_767_225_600_000_000_000)
            try check(collector, component, count: 0, minimum: 0, maximum: 0)
        }
    }

    private static func add(_ collector: assay_collector_t, _ shard: OpaquePointer, _ time: Double) {
        "GET".withCString { method in
            "/a,\"b\"".withCString { name in
                let methodText = assay_string_t(data: method, length: 3)
                let nameText = assay_string_t(data: name, length: strlen(name))
                var event = assay_request_event_t()
                event.event.struct_size = UInt32(MemoryLayout<assay_request_event_t>.size)
                event.method = method
                event.method_length = 3
                event.name = name
                event.name_length = UInt32(strlen(name))
                event.user_class = method
                event.user_class_length = 3
                event.name_id = collector.intern?(shard, methodText, nameText) ?? 0
                event.response_time_ms = time
                event.response_time_from_send_ms = time
                collector.add?(shard, collector.intern_user_class?(shard, methodText) ?? 0, &event)
            }
        }
    }

    private static func check(
        _ collector: assay_collector_t, _ component: UnsafePointer<assay_component_t>, count: UInt64,
        minimum: Double, maximum: Double
    ) throws(Ending) {
        guard let snapshot = collector.snapshot?(component, 1_767_225_601_000_000_000)?.pointee,
            let total = snapshot.total?.pointee
        else { throw .failed("snapshot gives NULL, or has no total") }
        try require(
            total.request_count == count, "the total counts \(total.request_count) of \(count) requests")
        try require(snapshot.row_count == 0 || snapshot.rows != nil, "rows is NULL")
        try require(
            snapshot.rows.map { $0 + (snapshot.row_count - 1) } == snapshot.total, "total is not the last of the rows")
        guard count > 0 else { return }
        let trend = total.response_time
        try require(
            trend.minimum == minimum && trend.maximum == maximum,
            "minimum and maximum are \(trend.minimum) and \(trend.maximum), wanted \(minimum) and \(maximum)")
    }
}
