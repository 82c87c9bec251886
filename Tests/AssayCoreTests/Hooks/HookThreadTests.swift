// Assay: tests of subscriptions that change while several threads emit.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import CAssayLinux
import Glibc
import Synchronization
import Testing

@testable import AssayCore

/// What the emitting threads of a test share.
private final class Traffic: @unchecked Sendable {
    let host: UnsafeMutablePointer<assay_host_t>
    let hooks: assay_hooks_t
    let hook: assay_hook_t
    let mustStop = Atomic(false)
    let emitted = Atomic(0)
    let heard = Atomic(0)
    let heardAfterEnd = Atomic(0)

    init(_ host: HostFixture, _ hook: assay_hook_t) {
        self.host = host.host
        self.hooks = host.hooks
        self.hook = hook
    }

    static func at(_ pointer: UnsafeMutableRawPointer?) -> Traffic {
        guard let pointer else { fatalError("no user_data") }
        return Unmanaged<Traffic>.fromOpaque(pointer).takeUnretainedValue()
    }

    var pointer: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

    func emit() {
        SampleEvent.emit(hooks, host, hook, text: "traffic")
        emitted.add(1, ordering: .relaxed)
    }

    /// Emits on the loop, event after event, until told to stop.
    static let emitForEver: assay_job_t = { data, loop in
        let traffic = Traffic.at(data)
        guard let loop, !traffic.mustStop.load(ordering: .relaxed) else { return }
        traffic.emit()
        _ = Loop(OpaquePointer(loop)).postRemote(Job(function: emitForEver, first: data, second: loop))
    }
}

/// A listener's memory, freed in `done`: a sanitizer sees a call that comes too late.
private final class Ear: @unchecked Sendable {
    let traffic: Traffic
    let isEnded = Atomic(false)

    init(_ traffic: Traffic) { self.traffic = traffic }
}

@Suite struct HookThreadTests {
    @Test func nobodyIsCalledAfterDone() throws {
        try withHost(.init(loopCount: 2)) { host in
            let traffic = Traffic(host, try host.declareSample())
            for loop in host.extensions.loops.work {
                _ = loop.postRemote(
                    Job(function: Traffic.emitForEver, first: traffic.pointer, second: loop.state))
            }
            let foreign = Thread.start {
                while !traffic.mustStop.load(ordering: .relaxed) { traffic.emit() }
            }
            for round in 0..<60 { try subscribeAndEnd(host, traffic, all: round % 3 == 0, main: round % 5 == 0) }
            traffic.mustStop.store(true, ordering: .relaxed)
            pthread_join(foreign, nil)
            #expect(traffic.heard.load(ordering: .relaxed) > 0)
            #expect(traffic.heardAfterEnd.load(ordering: .relaxed) == 0)
            // The loops end before `traffic` goes.
            host.extensions.loops.stop()
            withExtendedLifetime(traffic) {}
        }
    }

    private func subscribeAndEnd(_ host: HostFixture, _ traffic: Traffic, all: Bool, main: Bool) throws {
        let ear = Unmanaged.passRetained(Ear(traffic))
        let listener: assay_listener_t = { data, event in
            guard let data else { return }
            let ear = Unmanaged<Ear>.fromOpaque(data).takeUnretainedValue()
            ear.traffic.heard.add(1, ordering: .relaxed)
            if ear.isEnded.load(ordering: .relaxed) { ear.traffic.heardAfterEnd.add(1, ordering: .relaxed) }
        }
        let how: assay_listen_t = main ? .ASSAY_LISTEN_MAIN : .ASSAY_LISTEN_INLINE
        var id: assay_subscription_t = 0
        let status =
            all
            ? host.hooks.subscribe_all(host.host, how, listener, ear.toOpaque(), &id, nil)
            : host.hooks.subscribe(host.host, traffic.hook, how, listener, ear.toOpaque(), &id, nil)
        #expect(status == .ASSAY_STATUS_OK)
        let before = traffic.heard.load(ordering: .relaxed)
        host.run(until: { traffic.heard.load(ordering: .relaxed) > before })
        let ended = Record<Bool>()
        let both = Record<UnsafeMutableRawPointer>()
        both.values = [ear.toOpaque(), ended.pointer]
        host.hooks.unsubscribe(
            host.host, id,
            { data in
                let both = Record<UnsafeMutableRawPointer>.at(data).values
                let ear = Unmanaged<Ear>.fromOpaque(both[0])
                ear.takeUnretainedValue().isEnded.store(true, ordering: .relaxed)
                ear.release()
                Record<Bool>.at(both[1]).values.append(ThreadKind.current == .main)
            }, both.pointer)
        host.run(until: { !ended.values.isEmpty })
        #expect(ended.values == [true])
        withExtendedLifetime((ended, both)) {}
    }

    @Test func everyLoopHearsASubscriptionOnce() throws {
        try withHost(.init(loopCount: 3)) { host in
            let traffic = Traffic(host, try host.declareSample())
            _ = host.hooks.subscribe(
                host.host, traffic.hook, .ASSAY_LISTEN_INLINE,
                { data, _ in Traffic.at(data).heard.add(1, ordering: .relaxed) }, traffic.pointer, nil, nil)
            for loop in host.extensions.loops.work {
                _ = loop.postRemote(
                    Job(function: { data, _ in Traffic.at(data).emit() }, first: traffic.pointer, second: nil))
            }
            host.extensions.loops.stop()
            traffic.emit()
            #expect(traffic.heard.load(ordering: .relaxed) == 4)
        }
    }
}
