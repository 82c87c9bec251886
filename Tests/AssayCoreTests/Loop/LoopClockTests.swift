// Assay: tests of the clock and the buffer of a loop.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import CAssayLinux
import Testing

@testable import AssayCore

@Suite struct LoopClockTests {
    /// What a callback sees of its turn.
    private struct Sight: Equatable {
        let time: Int64
        let count: UInt64
    }

    private static let look: assay_job_t = { record, _ in
        guard let loop = Loop.current else { return }
        let state = loop.state.pointee
        Record<Sight>.at(record).values.append(Sight(time: state.turnTime, count: state.turnCount))
    }

    @Test func theTimeIsTheSameWithinATurnAndTheCountAnotherInEach() throws {
        try withLoopGroup { group in
            let record = Record<Sight>()
            for _ in 0..<2 {
                for _ in 0..<3 {
                    group.main.post(Job(function: Self.look, first: record.pointer, second: nil))
                }
                group.main.turn()
            }
            #expect(record.values.count == 6)
            #expect(record.values[0] == record.values[2])
            #expect(record.values[3] == record.values[5])
            #expect(record.values[0].count != record.values[3].count)
            #expect(record.values[0].time <= record.values[3].time)
            #expect(record.values[3].time <= Loop.now)
        }
    }

    @Test func theLongestTurnIsTheOneThatWorkedLongest() throws {
        try withLoopGroup { group in
            group.main.post(
                Job(
                    function: { _, _ in
                        let start = assay_linux_monotonic()
                        while assay_linux_monotonic() - start < 3_000_000 {}
                    }, first: nil, second: nil))
            for _ in 0..<3 { group.main.turn(mayWait: false) }
            #expect(group.main.takeLongestTurn() >= 3_000_000)
            #expect(group.main.takeLongestTurn() == 0)
        }
    }

    @Test func theBufferIsLentWithItsSize() throws {
        try withHost { host in
            let loops: assay_loops_t = try HostFixture.find(host.host, ASSAY_EXT_LOOPS)
            var size = 0
            let buffer = try #require(loops.get_buffer(loops.get_main(host.host), &size))
            #expect(size >= 64 * 1024)
            buffer[size - 1] = 7
        }
    }
}
