// Assay: the collector that checks runners.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayKit
internal import CAssay

/// Counts requests, and notes calls from the wrong thread.
final class CountingCollector: Component {
    static let descriptor = ComponentDescriptor(
        id: TestParts.collector, kind: ASSAY_KIND_COLLECTOR, name: "Counting", description: "Checks its runner.")

    /// What a loop has counted, and what of it is set apart.
    final class Shard {
        struct Counts {
            var all = 0
            var failed = 0
            var interrupted = 0
        }

        unowned let collector: CountingCollector
        var counting = Counts()
        var apart: Counts?

        init(_ collector: CountingCollector) {
            self.collector = collector
        }
    }

    private let host: TestHost
    private let parts: TestParts
    private let arena = Arena()
    private let functions: UnsafeMutablePointer<assay_collector_t>
    private let total: UnsafeMutablePointer<assay_stats_row_t>
    private let snapshot: UnsafeMutablePointer<assay_stats_snapshot_t>
    private var shards: [Shard] = []

    init(host: Host, config: Config) throws {
        guard let testHost = TestHost.of(host.pointer), let parts = testHost.parts else {
            throw AssayError(.ASSAY_STATUS_FAILED_PRECONDITION, "this collector is for checkRunner alone")
        }
        try config.rejectUnknownKeys()
        self.host = testHost
        self.parts = parts
        functions = arena.place(Self.makeTable())
        let run = SampleRunMaker(arena: arena)
        let rows = arena.array([run.row(.ASSAY_ROW_TOTAL, method: "", name: "Aggregated", count: 0, number: 0)])
        total = rows.baseAddress ?? arena.place(assay_stats_row_t())
        snapshot = arena.place(run.snapshot(rows, arena.array([]), arena.array([])))
    }

    func stop() { shards = [] }

    func table(for id: String) -> UnsafeRawPointer? {
        id == ASSAY_KIND_COLLECTOR ? UnsafeRawPointer(functions) : nil
    }

    private static func of(_ component: UnsafePointer<assay_component_t>?) -> CountingCollector? {
        ComponentBox.of(component).component as? CountingCollector
    }

    private static func shard(_ pointer: OpaquePointer?) -> Shard? {
        pointer.map { Unmanaged<Shard>.fromOpaque(UnsafeRawPointer($0)).takeUnretainedValue() }
    }

    private func require(_ loop: TestLoop, _ call: String) {
        let tag = loop === host.main ? "main" : "loop"
        parts.expect(host.isOn(loop), "\(call) [\(tag)] was called on another thread")
    }

    private func open() -> OpaquePointer {
        require(host.main, "open_shard")
        let shard = Shard(self)
        shards.append(shard)
        return OpaquePointer(Unmanaged.passUnretained(shard).toOpaque())
    }

    private func add(_ event: assay_request_event_t, to shard: Shard) {
        require(host.work, "add")
        shard.counting.all += 1
        if event.outcome == .ASSAY_OUTCOME_FAILURE { shard.counting.failed += 1 }
        if event.outcome == .ASSAY_OUTCOME_INTERRUPTED { shard.counting.interrupted += 1 }
    }

    private func merge(_ shard: Shard) {
        require(host.main, "merge")
        guard let apart = shard.apart else { return }
        shard.apart = nil
        parts.collectorCalls.counted += apart.all
        parts.collectorCalls.failed += apart.failed
        parts.collectorCalls.interrupted += apart.interrupted
    }

    private func forget() {
        require(host.main, "reset")
        parts.collectorCalls.counted = 0
        parts.collectorCalls.failed = 0
        parts.collectorCalls.interrupted = 0
    }

    private func takeSnapshot(_ now: assay_time_t) -> UnsafePointer<assay_stats_snapshot_t> {
        require(host.main, "snapshot")
        let calls = parts.collectorCalls
        total.pointee.request_count = UInt64(clamping: calls.counted - calls.interrupted)
        total.pointee.failure_count = UInt64(clamping: calls.failed)
        total.pointee.interrupted_count = UInt64(clamping: calls.interrupted)
        snapshot.pointee.time = now
        return UnsafePointer(snapshot)
    }

    private static func makeTable() -> assay_collector_t {
        assay_collector_t(
            struct_size: UInt32(MemoryLayout<assay_collector_t>.size),
            open_shard: { component, _ in CountingCollector.of(component)?.open() },
            intern: { _, _, _ in 0 }, intern_user_class: { _, _ in 0 },
            add: { shard, _, event in
                guard let shard = CountingCollector.shard(shard), let event else { return }
                shard.collector.add(event.pointee, to: shard)
            },
            add_exception: { shard, _ in
                guard let collector = CountingCollector.shard(shard)?.collector else { return }
                collector.require(collector.host.work, "add_exception")
            },
            flip: { shard in
                guard let shard = CountingCollector.shard(shard) else { return }
                shard.collector.require(shard.collector.host.work, "flip")
                guard shard.apart == nil else { return }
                shard.apart = shard.counting
                shard.counting = Shard.Counts()
            },
            merge: { shard in
                guard let shard = CountingCollector.shard(shard) else { return }
                shard.collector.merge(shard)
            },
            reset: { component, _ in CountingCollector.of(component)?.forget() },
            snapshot: { component, now in CountingCollector.of(component)?.takeSnapshot(now) },
            query: { _, _, _, value, error in
                value?.pointee = 0
                return AssayError(.ASSAY_STATUS_NOT_FOUND, "the check's collector answers no query").write(to: error)
            })
    }
}
