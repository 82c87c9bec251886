// Assay: tests of counting on one thread while another one merges.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import Glibc
import Synchronization
import Testing

@testable import StatsCollector

@Suite struct HandOverTests {
    /// What two threads share.
    private final class Race: @unchecked Sendable {
        // @unchecked: the collector is used by the main side alone, each shard by one thread.
        let collector: CollectorUnderTest
        let shards: [ShardUnderTest]
        let running: Atomic<Int>

        init(loops: Int) throws {
            let collector = try CollectorUnderTest(#"{"max_errors": 50}"#)
            self.collector = collector
            shards = try (0..<loops).map { _ in try collector.openShard() }
            running = Atomic(loops)
        }

        /// A loop: counts, and flips every so often.
        func count(_ shard: ShardUnderTest, requests: Int) {
            for index in 0..<requests {
                let name = shard.intern("GET", "/\(index % 37)")
                shard.add(
                    name, userClass: shard.internUserClass("User\(index % 3)"), milliseconds: Double(index % 500),
                    fromSend: Double(index % 499), end: Int64(index) * 1_000_000,
                    outcome: index % 5 == 0 ? .ASSAY_OUTCOME_FAILURE : .ASSAY_OUTCOME_SUCCESS,
                    error: "error \(index % 70)")
                if index % 100 == 0 { shard.table.flip?(shard.shard) }
                if index % 1000 == 0 { shard.addException("exception \(index % 7000)", trace: "") }
            }
            running.subtract(1, ordering: .releasing)
        }
    }

    @Test func nothingIsLostBetweenLoopAndMainThread() throws {
        let race = try Race(loops: 2)
        let requests = 20_000
        for shard in race.shards {
            let thread = ShardThread { race.count(shard, requests: requests) }
            thread.start()
        }
        while race.running.load(ordering: .acquiring) > 0 {
            for shard in race.shards { shard.table.merge?(shard.shard) }
            _ = try race.collector.snapshot(0)
            sched_yield()
        }
        for shard in race.shards {
            shard.table.merge?(shard.shard)
            race.collector.collect(shard)
        }
        let snapshot = try race.collector.snapshot(0)
        let total = try #require(snapshot.total)
        #expect(total.requestCount == UInt64(2 * requests) && total.failureCount == UInt64(2 * requests / 5))
        #expect(total.responseTime.count == UInt64(2 * requests) && total.responseTimeFromSend.maximum == 498)
        #expect(snapshot.rows(.ASSAY_ROW_REQUEST).reduce(0) { $0 + $1.requestCount } == UInt64(2 * requests))
        #expect(snapshot.errors.reduce(0) { $0 + $1.occurrences } == UInt64(2 * requests / 5))
        #expect(snapshot.exceptions.reduce(0) { $0 + $1.count } == UInt64(2 * requests / 1000))
        #expect(total.responseTimeBuckets.reduce(0) { $0 + $1.count } == UInt64(2 * requests))
    }
}

/// A thread that runs one closure.
private final class ShardThread: @unchecked Sendable {
    // @unchecked: the closure is set once, before the thread begins.
    private let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }

    func start() {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self).toOpaque()
        let result = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<ShardThread>.fromOpaque(context).takeRetainedValue().body()
                return nil
            }, context)
        precondition(result == 0, "no thread")
        pthread_detach(thread)
    }
}
