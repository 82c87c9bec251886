// Assay: tests of the test host and its loops.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayTesting
import CAssay
import Testing

@Suite struct TestHostTests {
    @Test func timersFireInOrderOfTheirDeadlines() throws {
        let host = TestHost()
        let loops = try host.host.requiredTable(ASSAY_EXT_LOOPS, as: assay_loops_t.self).pointee
        let fired = UnsafeMutablePointer<[Int64]>.allocate(capacity: 1)
        fired.initialize(to: [])
        let timers = UnsafeMutablePointer<assay_timer_t>.allocate(capacity: 3)
        timers.initialize(repeating: assay_timer_t(), count: 3)
        defer {
            fired.deinitialize(count: 1)
            fired.deallocate()
            timers.deallocate()
        }
        let start = host.work.now
        host.enter(host.work) {
            for (index, seconds) in [3, 1, 2].enumerated() {
                timers[index].user_data = UnsafeMutableRawPointer(fired)
                timers[index].on_fire = { timer in
                    guard let timer, let list = timer.pointee.user_data else { return }
                    list.assumingMemoryBound(to: [Int64].self).pointee.append(timer.pointee.deadline)
                }
                loops.add_timer(host.work.pointer, timers + index, start + Int64(seconds) * 1_000_000_000)
            }
            loops.cancel_timer(host.work.pointer, timers)
        }
        host.work.advance(by: 1.5)
        #expect(fired.pointee == [start + 1_000_000_000])
        host.work.advance(by: 10)
        #expect(fired.pointee == [start + 1_000_000_000, start + 2_000_000_000])
        #expect(host.work.now == start + 11_500_000_000 && host.work.isIdle)
        #expect(host.violations.isEmpty)
    }

    @Test func aCallFromTheWrongThreadIsNoted() throws {
        let host = TestHost()
        let loops = try host.host.requiredTable(ASSAY_EXT_LOOPS, as: assay_loops_t.self).pointee
        loops.post(host.work.pointer, { _, _ in }, nil, nil)
        #expect(host.violations == ["post [loop] was called on another thread than the loop's"])
    }

    @Test func hooksAndLogWork() throws {
        let host = TestHost()
        let emitter = try host.host.hooks.declare(
            HookDeclaration("test.event", description: "A test.", fields: [HookField("text", .string)]))
        let listening = try host.host.hooks.subscribe("test.event") { event in
            #expect(event.string("text") == "hello")
        }
        try emitter.set("text", "hello")
        #expect(emitter.isObserved)
        emitter.emit()
        listening.unsubscribe {}
        host.main.turn()
        #expect(!emitter.isObserved)
        host.host.log(.ASSAY_LOG_WARNING, "test.source", "careful")
        #expect(host.log.map(\.message) == ["careful"] && host.log.first?.source == "test.source")
    }
}
