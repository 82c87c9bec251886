// Assay: tests of the jobs of a loop.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc
import Testing

@testable import AssayCore

@Suite struct LoopJobTests {
    @Test func jobsRunInOrderAlsoAcrossGrowth() throws {
        try withLoopGroup { group in
            let record = Record<Int>()
            for index in 0..<5000 {
                group.main.post(
                    Job(
                        function: { Record<Int>.at($0).values.append(Int(bitPattern: $1)) }, first: record.pointer,
                        second: UnsafeMutableRawPointer(bitPattern: index)))
            }
            group.main.turn(until: { record.values.count == 5000 }, turns: 100)
            #expect(record.values == Array(0..<5000))
        }
    }

    @Test func aJobThatPostsItselfDoesNotHoldTheLoop() throws {
        let record = Record<Int>()
        // Closing the group runs the jobs that are left.
        defer { withExtendedLifetime(record) {} }
        try withLoopGroup { group in
            group.main.post(Job(function: Self.repeatJob, first: record.pointer, second: nil))
            #expect(
                group.main.postRemote(
                    Job(
                        function: { _, record in Record<Int>.at(record).values.append(-1) }, first: nil,
                        second: record.pointer)))
            group.main.turn(until: { record.values.contains(-1) }, turns: 10)
        }
    }

    private static let repeatJob: assay_job_t = { first, _ in
        Record<Int>.at(first).values.append(1)
        if Record<Int>.at(first).values.count < 100_000 {
            Loop.current?.post(Job(function: LoopJobTests.repeatJob, first: first, second: nil))
        }
    }

    @Test func jobsFromAnotherThreadArriveInOrder() throws {
        try withLoopGroup(start: true) { group in
            let record = Record<Int>()
            let address = UInt(bitPattern: record.pointer)
            let main = group.main
            let thread = Thread.start {
                for index in 0..<10_000 {
                    _ = main.postRemote(
                        Job(
                            function: { Record<Int>.at($0).values.append(Int(bitPattern: $1)) },
                            first: UnsafeMutableRawPointer(bitPattern: address),
                            second: UnsafeMutableRawPointer(bitPattern: index)))
                }
            }
            group.runMain(until: { record.values.count == 10_000 })
            pthread_join(thread, nil)
            #expect(record.values == Array(0..<10_000))
        }
    }

    @Test func jobsOfWorkLoopsRunOnTheirThreads() throws {
        try withLoopGroup(count: 3, start: true) { group in
            let record = Record<UInt32>()
            for loop in group.work {
                _ = loop.postRemote(
                    Job(
                        function: { main, record in
                            guard let main else { return }
                            let isLoop = ThreadKind.current == .loop ? 1 : 0
                            _ = Loop(OpaquePointer(main)).postRemote(
                                Job(
                                    function: { Record<UInt32>.at($0).values.append(UInt32(UInt(bitPattern: $1))) },
                                    first: record, second: UnsafeMutableRawPointer(bitPattern: isLoop)))
                        }, first: UnsafeMutableRawPointer(group.main.pointer), second: record.pointer))
            }
            group.runMain(until: { record.values.count == 3 })
            #expect(record.values == [1, 1, 1])
        }
    }

    @Test func acceptedJobsRunBeforeTheLoopEnds() throws {
        let record = Record<Int>()
        let group = try LoopGroup(count: 1)
        group.start()
        let loop = group.work[0]
        for _ in 0..<100 {
            #expect(
                loop.postRemote(
                    Job(
                        function: { record, _ in Record<Int>.at(record).values.append(1) }, first: record.pointer,
                        second: nil)))
        }
        withExtendedLifetime(record) { group.close() }
        #expect(record.values.count == 100)
        #expect(!loop.postRemote(Job(function: { _, _ in }, first: nil, second: nil)))
    }
}
