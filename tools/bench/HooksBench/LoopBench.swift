// Assay: what jobs, timers and made functions cost.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc

/// Works the main loop through the C table.
final class LoopBench {
    private let bench: BenchHost
    private let loop: OpaquePointer?
    private let timers: UnsafeMutablePointer<assay_timer_t>
    private let remaining: UnsafeMutablePointer<Int>
    private var made: assay_function_t?

    private static let timerCount = 100_000

    init(_ bench: BenchHost) {
        self.bench = bench
        loop = bench.loops.get_main(bench.host)
        timers = .allocate(capacity: Self.timerCount)
        timers.initialize(repeating: assay_timer_t(), count: Self.timerCount)
        remaining = .allocate(capacity: 1)
        remaining.initialize(to: 0)
        for index in 0..<Self.timerCount {
            timers[index].user_data = UnsafeMutableRawPointer(remaining)
            timers[index].on_fire = { timer in
                timer?.pointee.user_data.assumingMemoryBound(to: Int.self).pointee -= 1
            }
        }
        let types: [assay_field_type_t] = [.ASSAY_FIELD_STRING, .ASSAY_FIELD_STRING, .ASSAY_FIELD_DOUBLE]
        _ = bench.functions.make_function(bench.host, types, 3, { _, _, _ in }, nil, &made, nil)
    }

    var benchmarks: [Benchmark] {
        [
            Benchmark("post a job and run it", count: 500_000) { [self] in post($0) },
            Benchmark("add and cancel a timer", count: 2_000_000) { [self] in addAndCancel($0, among: 0) },
            Benchmark("add and cancel a timer among 90,000", count: 2_000_000) { [self] in
                addAndCancel($0, among: 90_000)
            },
            Benchmark("add a timer within 50 ms, fire it; 1,000", count: 1_000) { [self] in fire($0, within: 50_000_000)
            },
            Benchmark("the same; 100,000", count: Self.timerCount) { [self] in
                fire($0, within: 50_000_000)
            },
            Benchmark("call a made function of 3 parameters") { [self] in callMade($0) },
        ]
    }

    private func post(_ count: Int) {
        for _ in 0..<count / 500 {
            for _ in 0..<500 { bench.loops.post(loop, { _, _ in }, nil, nil) }
            bench.turn()
        }
    }

    private func addAndCancel(_ count: Int, among others: Int) {
        let now = bench.loops.now(loop)
        for index in 0..<others {
            bench.loops.add_timer(loop, timers + index, now + 3_600_000_000_000 + Int64(index) * 100_000)
        }
        let timer = timers + Self.timerCount - 1
        for index in 0..<count {
            bench.loops.add_timer(loop, timer, now + 1_000_000_000 + Int64(index & 0xFFFF) * 10_000)
            bench.loops.cancel_timer(loop, timer)
        }
        for index in 0..<others { bench.loops.cancel_timer(loop, timers + index) }
    }

    private func fire(_ count: Int, within span: Int64) {
        let now = bench.loops.now(loop)
        remaining.pointee = count
        for index in 0..<count {
            bench.loops.add_timer(loop, timers + index, now + span * Int64(index) / Int64(count))
        }
        while remaining.pointee > 0 { bench.turn(mayWait: true) }
    }

    private func callMade(_ count: Int) {
        typealias Function = @convention(c) (UnsafePointer<CChar>?, UnsafePointer<CChar>?, Double) -> Void
        guard let made else { return }
        let function = unsafeBitCast(made, to: Function.self)
        for _ in 0..<count { function(nil, nil, 1) }
    }

    /// Prints how late timers fire that are spread over a second, in microseconds.
    func printLateness() {
        let count = 2_000
        let now = bench.loops.now(loop)
        var late: [Int64] = []
        remaining.pointee = count
        for index in 0..<count {
            timers[index].on_fire = { timer in
                guard let timer else { return }
                var time = timespec()
                clock_gettime(CLOCK_MONOTONIC, &time)
                timer.pointee.deadline =
                    Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec) - timer.pointee.deadline
                timer.pointee.user_data.assumingMemoryBound(to: Int.self).pointee -= 1
            }
            bench.loops.add_timer(loop, timers + index, now + 1_000_000_000 * Int64(index) / Int64(count))
        }
        while remaining.pointee > 0 { bench.turn(mayWait: true) }
        for index in 0..<count { late.append(timers[index].deadline / 1000) }
        late.sort()
        print("timers fire late by: median \(late[count / 2]) µs, p99 \(late[count * 99 / 100]) µs, ", terminator: "")
        print("max \(late[count - 1]) µs, min \(late[0]) µs")
    }
}
