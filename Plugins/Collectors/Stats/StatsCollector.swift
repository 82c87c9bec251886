// Assay: the collector assay.collector.stats.
// SPDX-License-Identifier: Apache-2.0
public import AssayKit
import CAssay
import Glibc

/// Counts requests on each loop without locks, and merges them on the main thread. See README.md for what it keeps.
public final class StatsCollector: Component {
    /// What it is.
    public static var descriptor: ComponentDescriptor {
        ComponentDescriptor(
            id: "assay.collector.stats", kind: ASSAY_KIND_COLLECTOR, name: "Statistics",
            description: "Counts requests by name and user class, with percentiles of three digits and bounded memory.",
            configSchema: """
                {"type":"object","additionalProperties":false,"properties":{
                "max_names":{"type":"integer","minimum":1,"maximum":1000000,"default":10000,
                "description":"Different (method, name); further ones are counted as '(other names)'."},
                "max_errors":{"type":"integer","minimum":1,"maximum":100000,"default":1000,
                "description":"Different errors, and different exceptions; further ones are counted together."}}}
                """)
    }

    private let host: Host
    private let limits: Limits
    private(set) var totals: Totals?
    private var shards: [UnsafeMutablePointer<Shard>] = []

    /// Reads the config.
    public init(host: Host, config: Config) throws {
        self.host = host
        limits = Limits(
            names: try config.int("max_names", in: 1...1_000_000, default: 10_000),
            faults: try config.int("max_errors", in: 1...100_000, default: 1000))
        try config.rejectUnknownKeys()
    }

    deinit { stop() }

    /// Begins with empty totals.
    public func start() throws {
        stop()
        let host = host
        totals = Totals(limits, startTime: Self.now()) { message in
            host.log(.ASSAY_LOG_WARNING, "assay.collector.stats", message)
        }
    }

    /// Frees the totals and all shards, which no loop may use any more.
    public func stop() {
        totals = nil
        for shard in shards {
            shard.pointee.destroy()
            shard.deinitialize(count: 1)
            shard.deallocate()
        }
        shards = []
    }

    /// The collector's C table.
    public func table(for id: String) -> UnsafeRawPointer? {
        id == ASSAY_KIND_COLLECTOR ? UnsafeRawPointer(CollectorTable.pointer) : nil
    }

    /// Makes the shard of a loop.
    func openShard() -> UnsafeMutablePointer<Shard> {
        let shard = Shard.allocate(limits, owner: self)
        shards.append(shard)
        return shard
    }

    /// Adds what a shard has set apart to the totals.
    func merge(_ shard: UnsafeMutablePointer<Shard>) {
        guard let totals else { return }
        shard.merge(into: totals)
    }

    private static func now() -> assay_time_t {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
