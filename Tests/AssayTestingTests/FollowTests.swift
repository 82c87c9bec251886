// Assay: tests of the test host in the system's time, and of components that it lends.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayTesting
import CAssay
import Glibc
import Testing

@Suite struct FollowTests {
    /// What a callback saw.
    private struct Seen {
        var ready: UInt32 = 0
        var firedAt: assay_instant_t = 0
    }

    @Test func descriptorsAreReadyWhenTheKernelSaysSo() throws {
        let host = TestHost()
        let loops = try host.host.requiredTable(ASSAY_EXT_LOOPS, as: assay_loops_t.self).pointee
        var ends: [Int32] = [-1, -1]
        #expect(pipe(&ends) == 0)
        let watch = UnsafeMutablePointer<assay_watch_t>.allocate(capacity: 1)
        let seen = UnsafeMutablePointer<Seen>.allocate(capacity: 1)
        seen.initialize(to: Seen())
        watch.initialize(to: assay_watch_t())
        defer {
            watch.deallocate()
            seen.deallocate()
            for end in ends { close(end) }
        }
        watch.pointee.fd = ends[0]
        watch.pointee.user_data = UnsafeMutableRawPointer(seen)
        watch.pointee.on_ready = { watch, ready in
            watch?.pointee.user_data.assumingMemoryBound(to: Seen.self).pointee.ready |= ready
        }
        try host.enter(host.work) { try AssayError.check { loops.watch(host.work.pointer, watch, $0) } }
        #expect(!host.follow(seconds: 0.005) { seen.pointee.ready != 0 })
        #expect(write(ends[1], "x", 1) == 1)
        #expect(host.follow(seconds: 600) { seen.pointee.ready & ASSAY_READY_READ != 0 })
        host.enter(host.work) { loops.unwatch(host.work.pointer, watch) }
        seen.pointee.ready = 0
        host.follow(seconds: 0.005)
        #expect(seen.pointee.ready == 0 && host.work.isIdle && host.violations == [])
    }

    @Test func timersFireAsTimePasses() throws {
        let host = TestHost()
        let loops = try host.host.requiredTable(ASSAY_EXT_LOOPS, as: assay_loops_t.self).pointee
        let timer = UnsafeMutablePointer<assay_timer_t>.allocate(capacity: 1)
        let seen = UnsafeMutablePointer<Seen>.allocate(capacity: 1)
        seen.initialize(to: Seen())
        timer.initialize(to: assay_timer_t())
        defer {
            timer.deallocate()
            seen.deallocate()
        }
        timer.pointee.user_data = UnsafeMutableRawPointer(seen)
        timer.pointee.on_fire = { timer in
            guard let timer, let data = timer.pointee.user_data else { return }
            data.assumingMemoryBound(to: Seen.self).pointee.firedAt = timer.pointee.deadline
        }
        let due = host.main.now + 3_000_000
        host.enter(host.main) { loops.add_timer(host.main.pointer, timer, due) }
        #expect(host.follow(seconds: 600) { seen.pointee.firedAt != 0 })
        #expect(seen.pointee.firedAt == due && host.main.now >= due)
    }

    /// Keeps what was done to it.
    private final class Lamp: ExporterComponent {
        static var descriptor: ComponentDescriptor {
            ComponentDescriptor(id: "test.lamp", kind: ASSAY_KIND_EXPORTER, name: "Lamp", description: "A lamp.")
        }

        private let host: Host

        init(host: Host, config: Config) throws { self.host = host }

        func start() throws { host.log(.ASSAY_LOG_INFO, "test.lamp", "on") }

        func stop() { host.log(.ASSAY_LOG_INFO, "test.lamp", "off") }

        func begin(_ run: RunInfo) throws {}

        func finish(_ statistics: StatsSnapshot, _ state: RunState, _ result: RunResult) throws {}
    }

    @Test func aLentComponentIsStartedAndStopped() throws {
        let host = TestHost()
        host.register(Lamp.self)
        try host.withComponent("test.lamp") { _ in #expect(host.log.map(\.message) == ["on"]) }
        #expect(host.log.map(\.message) == ["on", "off"])
        #expect(throws: AssayError.self) { try host.withComponent("test.none") { _ in } }
    }
}
