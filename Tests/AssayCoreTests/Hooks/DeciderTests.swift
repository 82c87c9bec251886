// Assay: tests of hooks that can refuse.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc
import Synchronization
import Testing

@testable import AssayCore

/// Answers questions in one of several ways, on worker threads.
private final class Judge: @unchecked Sendable {
    enum Way {
        case allow, deny, never, later, twice
    }

    let host: UnsafePointer<assay_host_t>
    let deciders: assay_deciders_t
    let way: Way
    let tokens = Lock<[assay_decision_token_t]>([])
    let heard = Lock<[String]>([])

    init(_ host: HostFixture, _ way: Way) throws {
        self.host = UnsafePointer(host.host)
        self.way = way
        deciders = try HostFixture.find(host.host, ASSAY_EXT_DECIDERS)
    }

    var pointer: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

    func subscribe(_ hook: assay_hook_t, deadline: Int64 = 60_000_000_000) -> assay_subscription_t {
        var id: assay_subscription_t = 0
        #expect(
            deciders.subscribe(host, hook, deadline, Self.function, pointer, &id, nil) == .ASSAY_STATUS_OK)
        return id
    }

    private static let function: assay_decider_t = { data, event, token in
        guard let data else { return }
        let judge = Unmanaged<Judge>.fromOpaque(data).takeUnretainedValue()
        let sample = SampleEvent.at(event)
        let place = ThreadKind.current == .worker ? "worker" : "elsewhere"
        judge.heard.withLock { $0.append("\(sample.text.map { String(cString: $0) } ?? "NULL") on a \(place)") }
        judge.tokens.withLock { $0.append(token) }
        switch judge.way {
        case .allow: judge.resolve(token, .ASSAY_VERDICT_ALLOW, nil)
        case .deny: judge.resolve(token, .ASSAY_VERDICT_DENY, "not on my watch")
        case .never, .later: break
        case .twice:
            judge.resolve(token, .ASSAY_VERDICT_ALLOW, nil)
            judge.resolve(token, .ASSAY_VERDICT_DENY, "changed my mind")
        }
    }

    func resolve(_ token: assay_decision_token_t, _ verdict: assay_verdict_t, _ reason: String?) {
        deciders.resolve(host, token, verdict, reason)
    }

    /// Asks, and gives the outcome once it is known.
    func decide(_ fixture: HostFixture, _ hook: assay_hook_t) -> Record<String> {
        let record = Record<String>()
        "subject".withCString { text in
            var sample = SampleEvent()
            sample.event.struct_size = UInt32(MemoryLayout<SampleEvent>.size)
            sample.text = text
            sample.textLength = 7
            withUnsafePointer(to: &sample) { sample in
                sample.withMemoryRebound(to: assay_event_t.self, capacity: 1) { event in
                    deciders.decide(
                        host, hook, event,
                        { record, verdict, reason in
                            let reason = reason.map { String(cString: $0) } ?? "NULL"
                            let word = verdict == .ASSAY_VERDICT_ALLOW ? "allow" : "deny"
                            let place = ThreadKind.current == .main ? "" : " elsewhere"
                            Record<String>.at(record).values.append("\(word) \(reason)\(place)")
                        }, record.pointer)
                }
            }
        }
        return record
    }

    func outcome(_ fixture: HostFixture, _ hook: assay_hook_t) -> String {
        let record = decide(fixture, hook)
        fixture.run(until: { !record.values.isEmpty })
        return record.values.joined(separator: ", ")
    }
}

@Suite struct DeciderTests {
    @Test func withoutDecidersItIsAllowed() throws {
        try withHost { host in
            let hook = try host.declareSample("before_nothing")
            #expect(try Judge(host, .allow).outcome(host, hook) == "allow ")
        }
    }

    @Test func allMustAllow() throws {
        try withHost { host in
            let hook = try host.declareSample("com.example.before_sale")
            let judges = [try Judge(host, .allow), try Judge(host, .twice)]
            for judge in judges { _ = judge.subscribe(hook) }
            #expect(judges[0].outcome(host, hook) == "allow ")
            #expect(judges[0].heard.withLock { $0 } == ["subject on a worker"])
            let strict = try Judge(host, .deny)
            let id = strict.subscribe(hook)
            #expect(judges[0].outcome(host, hook) == "deny not on my watch")
            let ended = Record<Bool>()
            strict.deciders.unsubscribe(host.host, id, { Record<Bool>.at($0).values.append(true) }, ended.pointer)
            host.run(until: { !ended.values.isEmpty })
            #expect(judges[0].outcome(host, hook) == "allow ")
            withExtendedLifetime((judges, strict)) {}
        }
    }

    @Test func theFirstDenialDoesNotWaitForTheOthers() throws {
        try withHost { host in
            let hook = try host.declareSample("before_first")
            let (silent, strict) = (try Judge(host, .never), try Judge(host, .deny))
            _ = silent.subscribe(hook)
            _ = strict.subscribe(hook)
            #expect(strict.outcome(host, hook) == "deny not on my watch")
            // Asked or not, the silent one is still open, with its deadline far away.
            #expect(host.extensions.deciders.state.withLock { $0.open.count } == 1)
            host.extensions.workers.stop()
            withExtendedLifetime((silent, strict)) {}
        }
    }

    @Test func aLateVerdictIsADenial() throws {
        try withHost { host in
            let hook = try host.declareSample("before_late")
            let judge = try Judge(host, .never)
            _ = judge.subscribe(hook, deadline: 2_000_000)
            #expect(judge.outcome(host, hook) == "deny a decider of 'before_late' did not answer within 2 ms")
            host.run(until: { judge.tokens.withLock { !$0.isEmpty } || host.extensions.deciders.hasNoneLate })
            for token in judge.tokens.withLock({ $0 }) { judge.resolve(token, .ASSAY_VERDICT_ALLOW, nil) }
            #expect(host.extensions.deciders.state.withLock { $0.open.isEmpty && $0.late.isEmpty })
        }
    }

    @Test func theVerdictMayComeFromElsewhereLater() throws {
        try withHost { host in
            let hook = try host.declareSample("before_later")
            let judge = try Judge(host, .later)
            _ = judge.subscribe(hook)
            let record = judge.decide(host, hook)
            host.run(until: { judge.tokens.withLock { !$0.isEmpty } })
            let token = try #require(judge.tokens.withLock { $0.first })
            judge.resolve(token + 1000, .ASSAY_VERDICT_ALLOW, nil)
            #expect(record.values.isEmpty)
            judge.resolve(token, .ASSAY_VERDICT_DENY, nil)
            host.run(until: { !record.values.isEmpty })
            #expect(record.values == ["deny denied without a reason"])
        }
    }

    @Test func whoLeavesDeniesAndSoDoesTheEndOfTheHost() throws {
        let records = try { () -> [Record<String>] in
            var records: [Record<String>] = []
            try withHost { host in
                let hook = try host.declareSample("before_leaving")
                let judge = try Judge(host, .never)
                let id = judge.subscribe(hook)
                let first = judge.decide(host, hook)
                host.run(until: { judge.tokens.withLock { $0.count == 1 } })
                judge.deciders.unsubscribe(host.host, id, nil, nil)
                host.run(until: { !first.values.isEmpty })
                _ = judge.subscribe(hook)
                let second = judge.decide(host, hook)
                host.run(until: { judge.tokens.withLock { $0.count == 2 } })
                records = [first, second]
                withExtendedLifetime(judge) {}
            }
            return records
        }()
        #expect(
            records.map(\.values) == [
                ["deny the decider was removed before it answered"], ["deny the host is ending"],
            ])
    }

    @Test func onlyHooksNamedBeforeCanBeRefused() throws {
        try withHost { host in
            let deciders: assay_deciders_t = try HostFixture.find(host.host, ASSAY_EXT_DECIDERS)
            let hook = try host.declareSample()
            var error = assay_error_t()
            let status = deciders.subscribe(host.host, hook, 1, { _, _, _ in }, nil, nil, &error)
            #expect(status == .ASSAY_STATUS_INVALID_ARGUMENT)
            #expect(
                text(error) == "hook 'com.example.sample' cannot be refused; those that can are named 'before_…'")
            let before = try host.declareSample("before_x")
            #expect(
                deciders.subscribe(host.host, before, 0, { _, _, _ in }, nil, nil, nil)
                    == .ASSAY_STATUS_INVALID_ARGUMENT)
        }
    }
}

extension DeciderBoard {
    /// Whether no late question is left: a worker came to it and saw that there was no need to ask.
    fileprivate var hasNoneLate: Bool {
        state.withLock { $0.late.isEmpty }
    }
}
