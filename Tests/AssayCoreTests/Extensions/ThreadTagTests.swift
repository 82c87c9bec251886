// Assay: tests of the thread tags and checks.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc
import Testing

@testable import AssayCore

@Suite struct ThreadTagTests {
    #if DEBUG
        @Test func aBrokenTagEndsADebugHostAndNamesTheFunction() async {
            let result = await #expect(processExitsWith: .signal(SIGABRT), observing: [\.standardErrorContent]) {
                let host = try HostFixture()
                let loops: assay_loops_t = try HostFixture.find(host.host, ASSAY_EXT_LOOPS)
                var timer = assay_timer_t()
                loops.add_timer(loops.get_loop(host.host, 0), &timer, 0)
            }
            let text = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
            #expect(
                text.contains(
                    "assay: add_timer was called on the main thread; it is [loop]: on the thread that turns the loop"))
        }
    #endif

    @Test func threadsKnowWhatTheyAre() throws {
        try withHost { host in
            let checks: assay_thread_check_t = try HostFixture.find(host.host, ASSAY_EXT_THREAD_CHECK)
            let loops: assay_loops_t = try HostFixture.find(host.host, ASSAY_EXT_LOOPS)
            #expect(checks.is_main(host.host))
            #expect(!checks.is_worker(host.host))
            #expect(checks.is_loop(host.host, loops.get_main(host.host)))
            #expect(!checks.is_loop(host.host, loops.get_loop(host.host, 0)))
            #expect(loops.get_current(host.host) == loops.get_main(host.host))
            #expect(loops.get_count(host.host) == 1)
            #expect(loops.get_loop(host.host, 1) == nil)
            let answers = Record<Bool>()
            let question = Question(checks, host.host, loops.get_loop(host.host, 0), answers)
            let data = Unmanaged.passUnretained(question).toOpaque()
            _ = host.extensions.loops.work[0].postRemote(
                Job(
                    function: { data, _ in
                        guard let data else { return }
                        Unmanaged<Question>.fromOpaque(data).takeUnretainedValue().ask()
                    }, first: data, second: nil))
            host.extensions.loops.stop()
            #expect(answers.values == [false, true, false])
            withExtendedLifetime(question) {}
        }
    }

    /// Asked on a work loop.
    private final class Question {
        let checks: assay_thread_check_t
        let host: UnsafePointer<assay_host_t>
        let loop: OpaquePointer?
        let answers: Record<Bool>

        init(
            _ checks: assay_thread_check_t, _ host: UnsafePointer<assay_host_t>, _ loop: OpaquePointer?,
            _ answers: Record<Bool>
        ) {
            self.checks = checks
            self.host = host
            self.loop = loop
            self.answers = answers
        }

        func ask() {
            answers.values = [checks.is_main(host), checks.is_loop(host, loop), checks.is_worker(host)]
        }
    }
}
