// Assay: tests of listening and telling in Swift, on a real host.
// SPDX-License-Identifier: Apache-2.0
import AssayCore
import AssayKit
import CAssay
import Synchronization
import TestFixtures
import Testing

/// Runs `body` with a real host without plugins, on a thread of its own as its main thread: Swift's shared threads stay
/// free for the tasks that a body waits for.
private func withHost(_ body: @escaping @Sendable (AssayCore.Host, AssayKit.Host) throws -> Void) async throws {
    try await BlockingWork.run {
        var options = HostOptions()
        options.discovery = nil
        options.logLevel = .ASSAY_LOG_ERROR
        let core = try AssayCore.Host.make(options)
        // Never freed: a host outlives whoever answers it, and the thread that gives a verdict may still be on its way out
        // of the call when the test has seen the verdict.
        _ = Unmanaged.passRetained(core)
        defer { core.shutdown() }
        try body(core, AssayKit.Host(core.pointer))
    }
}

private let misses = HookDeclaration(
    "com.acme.cache_miss", description: "A key was not there.",
    fields: [
        HookField("level", .uint32), HookField("key", .string), HookField("age_ms", .double),
        HookField("shard", .int32), HookField("size", .uint64), HookField("balance", .int64),
    ])

private func tell(_ emitter: HookEmitter, _ key: String?) throws {
    try emitter.set("level", 7)
    try emitter.set("key", key)
    try emitter.set("age_ms", 0.125)
    try emitter.set("shard", -3)
    try emitter.set("size", UInt64.max)
    try emitter.set("balance", Int64.min)
    emitter.emit()
}

/// What listeners found; they may run on any thread.
private final class Found: Sendable {
    private let list = Mutex<[String]>([])
    var texts: [String] { list.withLock { $0 } }
    func add(_ text: String) { list.withLock { $0.append(text) } }
}

@Suite struct HooksTests {
    @Test func aListenerReadsEveryTypeOfField() async throws {
        try await withHost { _, host in
            let emitter = try host.hooks.declare(misses)
            #expect(!emitter.isObserved)
            let records = Mutex<[HookRecord]>([])
            let listening = try host.hooks.subscribe("com.acme.cache_miss") { event in
                let copy = event.copy()
                records.withLock { $0.append(copy) }
                #expect(event.fields == misses.fields)
                #expect(event.string("age_ms") == nil && event.value("keys") == nil && event.value("ke") == nil)
            }
            #expect(emitter.isObserved)
            try tell(emitter, "a\0\u{e4}")
            try tell(emitter, nil)
            withExtendedLifetime(listening) {}
            let first = try #require(records.withLock { $0.first })
            #expect(first.hook == "com.acme.cache_miss" && first.time > 1_700_000_000_000_000_000)
            #expect(first.uint64("level") == 7 && first.string("key") == "a\0\u{e4}")
            #expect(first.double("age_ms") == 0.125 && first.int64("shard") == -3)
            #expect(first.uint64("size") == .max && first.int64("size") == nil && first.int64("balance") == .min)
            #expect(records.withLock { $0.last }?.value("key") == HookValue.none)
        }
    }

    @Test func aFunctionGetsTheFieldsItNamed() async throws {
        try await withHost { _, host in
            let emitter = try host.hooks.declare(misses)
            let found = Found()
            let listening = try host.hooks.subscribe("com.acme.cache_miss", fields: ["age_ms", "key", "shard"]) {
                found.add("\($0.double(0) ?? -1) \($0.string(1) ?? "-") \($0.int64(2) ?? 0) \($0.count)")
                #expect($0.value(3) == nil && $0.value(-1) == nil)
            }
            try tell(emitter, "user:1")
            try tell(emitter, nil)
            withExtendedLifetime(listening) {}
            #expect(found.texts == ["0.125 user:1 -3 3", "0.125 - -3 3"])
        }
    }

    @Test func errorsNameWhatIsMissing() async throws {
        try await withHost { _, host in
            let hooks = try host.hooks
            _ = try hooks.declare(misses)
            let unknown = #expect(throws: AssayError.self) { try hooks.subscribe("cache_mis") { _ in } }
            #expect(unknown?.status == .ASSAY_STATUS_NOT_FOUND && unknown?.message.contains("'cache_mis'") == true)
            let field = #expect(throws: AssayError.self) {
                try hooks.subscribe("com.acme.cache_miss", fields: ["keys"]) { _ in }
            }
            #expect(field?.message.contains("'keys'") == true && field?.message.contains("age_ms") == true)
            let other = HookDeclaration("com.acme.cache_miss", description: "x", fields: [HookField("a", .int32)])
            let twice = #expect(throws: AssayError.self) { try hooks.declare(other) }
            #expect(twice?.status == .ASSAY_STATUS_ALREADY_EXISTS)
            let emitter = try hooks.emitter("com.acme.cache_miss")
            #expect(throws: AssayError.self) { try emitter.set("key", 1) }
            #expect(throws: AssayError.self) { try emitter.set("level", -1) }
            #expect(throws: AssayError.self) { try emitter.set("key", String(repeating: "x", count: 1 << 20 + 1)) }
        }
    }

    @Test func aSubscriptionEndsWhenItSaysSoAndWhenItGoes() async throws {
        try await withHost { core, host in
            let emitter = try host.hooks.declare(misses)
            let found = Found()
            let first = try host.hooks.subscribe("com.acme.cache_miss") { _ in found.add("first") }
            var second: HookSubscription? = try host.hooks.subscribeAll { found.add("all \($0.hook)") }
            try tell(emitter, "1")
            #expect(found.texts == ["first", "all com.acme.cache_miss"])
            first.unsubscribe { found.add("over") }
            core.run { found.texts.contains("over") }
            try tell(emitter, "2")
            #expect(found.texts.suffix(2) == ["over", "all com.acme.cache_miss"])
            second = nil
            core.run { !emitter.isObserved }
            try tell(emitter, "3")
            #expect(found.texts.count == 4 && second == nil)
            first.unsubscribe { found.add("at once") }
            #expect(found.texts.last == "at once")
        }
    }

    @Test func unsubscribeReturnsWhenTheMainLoopHasTurned() async throws {
        try await withHost { core, host in
            let emitter = try host.hooks.declare(misses)
            let found = Found()
            let wake = core.wake
            let listening = try host.hooks.subscribe("com.acme.cache_miss", .main) { event in
                found.add(event.string("key") ?? "")
            }
            try tell(emitter, "later")
            #expect(found.texts.isEmpty)
            core.run { !found.texts.isEmpty }
            #expect(listening.droppedCount == 0)
            Task {
                await listening.unsubscribe()
                found.add("over")
                wake()
            }
            core.run { found.texts.last == "over" }
            #expect(found.texts == ["later", "over"] && !emitter.isObserved)
        }
    }
}

@Suite struct DecidersTests {
    private static let aliases = HookDeclaration(
        "com.acme.before_alias", description: "An alias is to move.", fields: [HookField("alias", .string)])

    private func decide(_ core: AssayCore.Host, _ host: AssayKit.Host, _ alias: String) throws -> Verdict? {
        let emitter = try host.hooks.emitter("com.acme.before_alias")
        try emitter.set("alias", alias)
        let verdict = VerdictPlace()
        try host.deciders.decide(emitter) { verdict.set($0) }
        core.run { verdict.get() != nil }
        return verdict.get()
    }

    /// A verdict that comes later.
    private final class VerdictPlace: Sendable {
        private let place = Mutex<Verdict?>(nil)
        func set(_ verdict: Verdict) { place.withLock { $0 = verdict } }
        func get() -> Verdict? { place.withLock { $0 } }
    }

    @Test func allMustAllow() async throws {
        try await withHost { core, host in
            _ = try host.hooks.declare(Self.aliases)
            #expect(try decide(core, host, "x") == .allow)
            // Verdicts come from Swift's shared threads, which all tests of the process keep busy for minutes.
            let gate = try host.deciders.subscribe("com.acme.before_alias", deadline: .seconds(3600)) { event in
                await Task.yield()
                if event.string("alias") == "broken" { throw AssayError(.ASSAY_STATUS_INTERNAL, "no judge") }
                return event.string("alias") == "production" ? .deny("not proven") : .allow
            }
            #expect(try decide(core, host, "staging") == .allow)
            #expect(try decide(core, host, "production") == .deny("not proven"))
            #expect(try decide(core, host, "broken") == .deny("no judge"))
            let over = Found()
            gate.unsubscribe { over.add("over") }
            core.run { !over.texts.isEmpty }
            #expect(try decide(core, host, "production") == .allow)
        }
    }

    @Test func onlyNamesThatBeginWithBeforeCanBeDecided() async throws {
        try await withHost { _, host in
            _ = try host.hooks.declare(misses)
            #expect(throws: AssayError.self) {
                try host.deciders.subscribe("com.acme.cache_miss", deadline: .seconds(1)) { _ in .allow }
            }
        }
    }
}
