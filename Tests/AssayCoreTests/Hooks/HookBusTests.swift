// Assay: tests of listening and emitting.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc
import Synchronization
import Testing

@testable import AssayCore

@Suite struct HookBusTests {
    private static let note: assay_listener_t = { record, event in
        Record<Int64>.at(record).values.append(SampleEvent.at(event).signed)
    }

    @Test func observersHearInTheOrderOfSubscription() throws {
        try withHost { host in
            let record = Record<Int64>()
            let hook = try host.declareSample()
            #expect(!host.hooks.is_observed(host.host, hook))
            host.emit(hook, signed: 1)
            let factors = ([10, 100, 1000] as [Int64]).map { Factor($0, record) }
            defer { withExtendedLifetime(factors) {} }
            for factor in factors {
                let data = Unmanaged.passUnretained(factor).toOpaque()
                var subscription: assay_subscription_t = 0
                let listener: assay_listener_t = { data, event in
                    guard let data else { return }
                    let factor = Unmanaged<Factor>.fromOpaque(data).takeUnretainedValue()
                    factor.record.values.append(SampleEvent.at(event).signed * factor.factor)
                }
                let status =
                    factor.factor == 100
                    ? host.hooks.subscribe_all(host.host, .ASSAY_LISTEN_INLINE, listener, data, &subscription, nil)
                    : host.hooks.subscribe(host.host, hook, .ASSAY_LISTEN_INLINE, listener, data, &subscription, nil)
                #expect(status == .ASSAY_STATUS_OK)
            }
            #expect(host.hooks.is_observed(host.host, hook))
            host.emit(hook, signed: 2)
            #expect(record.values == [20, 200, 2000])
            let later = try host.declareSample("com.example.later")
            host.emit(later, signed: 3)
            #expect(record.values.last == 300)
        }
    }

    private final class Factor {
        let factor: Int64
        let record: Record<Int64>

        init(_ factor: Int64, _ record: Record<Int64>) {
            self.factor = factor
            self.record = record
        }
    }

    @Test func theHostFillsTheHook() throws {
        try withHost { host in
            let record = Record<UInt32>()
            _ = try host.declareSample("com.example.first")
            let hook = try host.declareSample()
            _ = host.hooks.subscribe(
                host.host, hook, .ASSAY_LISTEN_INLINE,
                { record, event in Record<UInt32>.at(record).values.append(event?.pointee.hook ?? 99) }, record.pointer,
                nil, nil)
            host.emit(hook)
            #expect(record.values == [hook])
        }
    }

    @Test func anUnknownHookIsAnErrorAndEmittingItIsNot() throws {
        try withHost { host in
            var error = assay_error_t()
            let status = host.hooks.subscribe(host.host, 17, .ASSAY_LISTEN_INLINE, Self.note, nil, nil, &error)
            #expect(status == .ASSAY_STATUS_NOT_FOUND)
            #expect(text(error) == "no hook has the number 17; resolve its name")
            host.emit(17)
            host.emit(ASSAY_HOOK_NONE)
            #expect(!host.hooks.is_observed(host.host, ASSAY_HOOK_NONE))
        }
    }

    @Test func aSubscriptionMayBeginAndEndInsideAnEvent() throws {
        try withHost { host in
            let state = Nested(host)
            state.hook = try host.declareSample()
            let listener: assay_listener_t = { data, event in
                guard let data else { return }
                let state = Unmanaged<Nested>.fromOpaque(data).takeUnretainedValue()
                state.heard.values.append(SampleEvent.at(event).signed)
                guard state.subscription != 0 else { return }
                let host = state.host
                _ = host.hooks.subscribe(
                    host.host, state.hook, .ASSAY_LISTEN_INLINE, HookBusTests.note, state.heard.pointer, nil, nil)
                host.hooks.unsubscribe(
                    host.host, state.subscription, { Record<Int64>.at($0).values.append(-1) }, state.heard.pointer)
                state.subscription = 0
            }
            let data = Unmanaged.passUnretained(state).toOpaque()
            _ = host.hooks.subscribe(
                host.host, state.hook, .ASSAY_LISTEN_INLINE, listener, data, &state.subscription, nil)
            host.emit(state.hook, signed: 5)
            #expect(state.heard.values == [5])
            host.emit(state.hook, signed: 6)
            #expect(state.heard.values == [5, 6])
            host.run(until: { state.heard.values.contains(-1) })
            host.emit(state.hook, signed: 7)
            #expect(state.heard.values == [5, 6, -1, 7])
        }
    }

    private final class Nested {
        let host: HostFixture
        let heard = Record<Int64>()
        var hook: assay_hook_t = 0
        var subscription: assay_subscription_t = 0

        init(_ host: HostFixture) { self.host = host }
    }

    @Test func theEndOfAnUnknownSubscriptionIsReportedToo() throws {
        try withHost { host in
            let record = Record<Int64>()
            host.hooks.unsubscribe(host.host, 4711, { Record<Int64>.at($0).values.append(1) }, record.pointer)
            host.run(until: { record.values == [1] })
        }
    }
}
