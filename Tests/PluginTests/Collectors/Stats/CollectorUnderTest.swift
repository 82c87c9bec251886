// Assay: a collector behind its C table, and a way to record requests with it.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc
import Testing

@testable import AssayKit
@testable import StatsCollector

/// A started collector, used as a runner uses it: through the C table.
final class CollectorUnderTest {
    let component: StatsCollector
    private let box: ComponentBox
    private let table: assay_collector_t
    // Safe: written once and only read.
    nonisolated(unsafe) private static let host: UnsafePointer<assay_host_t> = {
        let host = UnsafeMutablePointer<assay_host_t>.allocate(capacity: 1)
        host.initialize(to: assay_host_t())
        host.pointee.get_extension = { _, _ in nil }
        return UnsafePointer(host)
    }()
    nonisolated(unsafe) private static let descriptor: UnsafePointer<assay_descriptor_t> = {
        let descriptor = UnsafeMutablePointer<assay_descriptor_t>.allocate(capacity: 1)
        descriptor.initialize(to: assay_descriptor_t())
        return UnsafePointer(descriptor)
    }()

    init(_ config: String = "{}", start: Int64? = nil) throws {
        component = try StatsCollector(host: Host(Self.host), config: Config(parsing: config, of: "test"))
        box = ComponentBox(component, descriptor: Self.descriptor)
        let table = try #require(component.table(for: ASSAY_KIND_COLLECTOR))
        self.table = table.load(as: assay_collector_t.self)
        try component.start()
        if let start { self.table.reset?(box.pointer, start) }
    }

    func openShard() throws -> ShardUnderTest {
        ShardUnderTest(shard: try #require(table.open_shard?(box.pointer, 0)), table: table)
    }

    /// Collects what `shard` has counted.
    func collect(_ shard: ShardUnderTest) {
        table.flip?(shard.shard)
        table.merge?(shard.shard)
    }

    func reset(_ now: Int64) { table.reset?(box.pointer, now) }

    func snapshot(_ now: Int64 = 0) throws -> StatsSnapshot {
        StatsSnapshot(try #require(table.snapshot?(box.pointer, now)))
    }

    func query(
        _ metric: String, _ aggregation: String, percentile: Double = 0, method: String? = nil, name: String? = nil,
        userClass: String? = nil
    ) throws -> Double {
        var value = 0.0
        try withText(metric) { metric in
            try withText(aggregation) { aggregation in
                try withText(method) { method in
                    try withText(name) { name in
                        try withText(userClass) { userClass in
                            var query = assay_stats_query_t()
                            query.metric = metric
                            query.aggregation = aggregation
                            query.percentile = percentile
                            query.method = method
                            query.name = name
                            query.user_class = userClass
                            try AssayError.check { error in
                                table.query?(box.pointer, &query, 0, &value, error) ?? .ASSAY_STATUS_UNKNOWN
                            }
                        }
                    }
                }
            }
        }
        return value
    }

    private func withText(_ text: String?, _ body: (UnsafePointer<CChar>?) throws -> Void) rethrows {
        guard let text else { return try body(nil) }
        try text.withCString { try body($0) }
    }
}

/// A shard behind the C table. One thread at a time.
struct ShardUnderTest: @unchecked Sendable {
    // @unchecked: the tests hand it to one thread.
    let shard: OpaquePointer
    let table: assay_collector_t

    func intern(_ method: String, _ name: String) -> UInt32 {
        var method = method
        var name = name
        return method.withUTF8 { method in
            name.withUTF8 { name in table.intern?(shard, Self.string(method), Self.string(name)) ?? 0 }
        }
    }

    func internUserClass(_ name: String) -> UInt32 {
        var name = name
        return name.withUTF8 { table.intern_user_class?(shard, Self.string($0)) ?? 0 }
    }

    /// Counts a request of `milliseconds` that ends at `end`.
    func add(
        _ name: UInt32, userClass: UInt32 = 0, milliseconds: Double = 1, fromSend: Double? = nil, end: Int64 = 0,
        outcome: assay_outcome_t = .ASSAY_OUTCOME_SUCCESS, error: String? = nil,
        _ change: (inout assay_request_event_t) -> Void = { _ in }
    ) {
        var event = assay_request_event_t()
        event.event.struct_size = UInt32(MemoryLayout<assay_request_event_t>.size)
        event.event.time = end
        event.name_id = name
        event.outcome = outcome
        event.response_time_ms = milliseconds
        event.response_time_from_send_ms = fromSend ?? milliseconds
        change(&event)
        guard var error else { return table.add?(shard, userClass, &event) ?? () }
        error.withUTF8 { text in
            text.withMemoryRebound(to: CChar.self) { event.error = $0.baseAddress }
            event.error_length = UInt32(text.count)
            table.add?(shard, userClass, &event)
        }
    }

    func addException(_ message: String, trace: String) {
        message.withCString { message in
            trace.withCString { trace in
                var event = assay_user_event_t()
                event.error = message
                event.error_length = UInt32(strlen(message))
                event.trace = trace
                event.trace_length = UInt32(strlen(trace))
                table.add_exception?(shard, &event)
            }
        }
    }

    private static func string(_ bytes: UnsafeBufferPointer<UInt8>) -> assay_string_t {
        assay_string_t(
            data: UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self), length: bytes.count)
    }
}
