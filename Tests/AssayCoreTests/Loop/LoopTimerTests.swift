// Assay: tests of the timers of a loop.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Testing

@testable import AssayCore

@Suite struct LoopTimerTests {
    /// Timers in memory that does not move, with a record of which fired.
    private final class Timers {
        let timers: UnsafeMutablePointer<assay_timer_t>
        let count: Int
        let record = Record<Int>()

        init(_ count: Int) {
            self.count = count
            timers = .allocate(capacity: count)
            timers.initialize(repeating: assay_timer_t(), count: count)
            for index in 0..<count {
                timers[index].user_data = record.pointer
                timers[index].on_fire = { timer in
                    guard let timer else { return }
                    let late = Loop.now - timer.pointee.deadline
                    #expect(late >= 0)
                    #expect(timer.pointee.next == nil)
                    Record<Int>.at(timer.pointee.user_data).values.append(Int(bitPattern: timer))
                }
            }
        }

        func index(_ pointer: Int) -> Int {
            (pointer - Int(bitPattern: timers)) / MemoryLayout<assay_timer_t>.stride
        }

        deinit { timers.deallocate() }
    }

    @Test func timersFireInOrderAndNeverEarly() throws {
        try withLoopGroup { group in
            let delays: [Int64] = [40_000_000, 0, 1, 131_072, 131_073, 500_000, 3_000_000, -5, 20_000_000, 35_000_000]
            let timers = Timers(delays.count)
            let start = Loop.now
            for (index, delay) in delays.enumerated() {
                group.main.addTimer(timers.timers + index, deadline: start + delay)
            }
            group.main.turn(until: { timers.record.values.count == delays.count })
            let fired = timers.record.values.map { delays[timers.index($0)] >> 17 }
            #expect(fired.filter { $0 > 0 } == fired.filter { $0 > 0 }.sorted())
        }
    }

    @Test func aMovedTimerFiresOnceAndACancelledOneNever() throws {
        try withLoopGroup { group in
            let timers = Timers(3)
            let start = Loop.now
            group.main.addTimer(timers.timers, deadline: start + 1_000_000)
            group.main.addTimer(timers.timers + 1, deadline: start + 2_000_000)
            group.main.addTimer(timers.timers + 2, deadline: start + 4_000_000)
            group.main.addTimer(timers.timers, deadline: start + 3_000_000)
            group.main.cancelTimer(timers.timers + 1)
            group.main.cancelTimer(timers.timers + 1)
            group.main.turn(until: { timers.record.values.count == 2 })
            #expect(timers.record.values.map(timers.index) == [0, 2])
        }
    }

    @Test func manyTimersAllFire() throws {
        try withLoopGroup { group in
            let timers = Timers(20_000)
            var generator = SystemRandomNumberGenerator()
            let start = Loop.now
            for index in 0..<timers.count {
                let delay = Int64.random(in: 0...150_000_000, using: &generator)
                group.main.addTimer(timers.timers + index, deadline: start + delay)
            }
            for index in stride(from: 0, to: timers.count, by: 4) { group.main.cancelTimer(timers.timers + index) }
            group.main.turn(until: { timers.record.values.count == 15_000 })
            #expect(Set(timers.record.values.map(timers.index)).count == 15_000)
        }
    }

    /// The wheel alone, over times that no test can wait for.
    @Test func theWheelFindsEveryDeadlineInTime() {
        var wheel = TimerWheel(now: 12_345_678_901)
        defer { wheel.deallocate() }
        let deadlines: [Int64] = (0..<62).map { 12_345_678_901 + (1 << $0) } + [.max, .max - 1]
        let timers = UnsafeMutablePointer<assay_timer_t>.allocate(capacity: deadlines.count)
        timers.initialize(repeating: assay_timer_t(), count: deadlines.count)
        defer { timers.deallocate() }
        for (index, deadline) in deadlines.enumerated().reversed() {
            wheel.add(timers + index, deadline: deadline, now: 12_345_678_901)
        }
        var fired: [Int64] = []
        for _ in 0..<1000 {
            guard let next = wheel.nextInstant else { break }
            wheel.advance(to: next)
            while let timer = wheel.popDue() {
                #expect(timer.pointee.deadline <= next || timer.pointee.deadline >= .max - 131_072)
                #expect(next &- timer.pointee.deadline < 131_072)
                fired.append(timer.pointee.deadline)
            }
        }
        #expect(fired.map { $0 >> 17 } == fired.map { $0 >> 17 }.sorted())
        #expect(fired.sorted() == deadlines.sorted())
    }
}
