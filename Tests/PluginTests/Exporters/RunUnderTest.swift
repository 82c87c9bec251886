// Assay: a run whose figures come from the real collector, for exporters to report.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Foundation
import Testing

@testable import AssayKit
@testable import StatsCollector

/// What a test of an exporter needs: a collector to fill, and the structs that a runner passes.
final class RunUnderTest {
    /// A request to count.
    struct Request {
        var time = 1_700_000_000.0
        var method = "GET"
        var name = "/"
        var milliseconds = 12.0
        var length: UInt64 = 100
        var error: String?
        var isInterrupted = false
        var userClass = "Shopper"
    }

    let totals: Totals
    let folder: URL
    private let shard: UnsafeMutablePointer<Shard>
    private let collector: StatsCollector
    static let host: AssayKit.Host = {
        let host = UnsafeMutablePointer<assay_host_t>.allocate(capacity: 1)
        host.initialize(to: assay_host_t())
        host.pointee.get_extension = { _, _ in nil }
        return AssayKit.Host(host)
    }()

    init(start: Double = 1_700_000_000, config: String = "{}") throws {
        collector = try StatsCollector(host: Self.host, config: Config(parsing: config, of: "test"))
        try collector.start()
        totals = try #require(collector.totals)
        totals.reset(Int64(start * 1e9))
        shard = collector.openShard()
        folder = FileManager.default.temporaryDirectory.appending(path: "assay-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
        collector.stop()
    }

    func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }

    func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
    }

    func add(_ requests: [Request]) {
        for request in requests { add(request) }
        shard.flip()
        shard.merge(into: totals)
    }

    func addException(_ message: String, _ trace: String) {
        message.withCString { message in
            trace.withCString { trace in
                var event = assay_user_event_t()
                event.error = message
                event.error_length = UInt32(strlen(message))
                event.trace = trace
                event.trace_length = UInt32(strlen(trace))
                shard.addException(&event)
            }
        }
        shard.flip()
        shard.merge(into: totals)
    }

    private func add(_ request: Request) {
        var event = assay_request_event_t()
        event.event.time = Int64(request.time * 1e9)
        event.response_time_ms = request.milliseconds
        event.response_time_from_send_ms = request.milliseconds
        event.response_length = request.length
        event.bytes_sent = 50
        event.bytes_received = request.length + 200
        event.timings.waiting = Int64(request.milliseconds * 900_000)
        event.outcome =
            request.isInterrupted
            ? .ASSAY_OUTCOME_INTERRUPTED : request.error == nil ? .ASSAY_OUTCOME_SUCCESS : .ASSAY_OUTCOME_FAILURE
        Shard.withBytes(request.method) { method in
            Shard.withBytes(request.name) { event.name_id = shard.intern(method, $0) }
        }
        var userClass: UInt32 = 0
        Shard.withBytes(request.userClass) { userClass = shard.internUserClass($0) }
        (request.error ?? "").withCString { text in
            event.error = text
            event.error_length = UInt32(strlen(text))
            shard.add(userClass, &event)
        }
    }

    func snapshot(at time: Double) -> StatsSnapshot { StatsSnapshot(totals.snapshot(Int64(time * 1e9))) }
}
