// Assay: tests of the test host's deciders, and of the functions it makes.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayTesting
import CAssay
import Synchronization
import Testing

@Suite struct TestDecidersTests {
    private final class Outcome: Sendable {
        private let place = Mutex<[Verdict]>([])
        func add(_ verdict: Verdict) { place.withLock { $0.append(verdict) } }
        var verdicts: [Verdict] { place.withLock { $0 } }
    }

    private static let sale = HookDeclaration(
        "com.acme.before_sale", description: "A sale is to be.",
        fields: [HookField("to", .string), HookField("amount", .double)])

    private func sell(_ amount: Double, _ host: TestHost) throws -> Outcome {
        let outcome = Outcome()
        let sale = try host.host.hooks.declare(Self.sale)
        try sale.set("to", "nobody")
        try sale.set("amount", amount)
        try host.host.deciders.decide(sale) { outcome.add($0) }
        return outcome
    }

    @Test func allMustAllow() throws {
        let host = TestHost()
        _ = try host.host.hooks.declare(Self.sale)
        let guards = try [1000.0, 2000].map { limit in
            try host.host.deciders.subscribe("com.acme.before_sale", deadline: .seconds(1_000_000)) { event in
                (event.double("amount") ?? 0) > limit ? .deny("\(event.string("to") ?? "") may pay \(limit)") : .allow
            }
        }
        for (amount, verdict) in [(500.0, Verdict.allow), (1500, .deny("nobody may pay 1000.0"))] {
            let outcome = try sell(amount, host)
            // Verdicts come from Swift's shared threads, which other tests of the process may keep busy.
            host.follow(seconds: 600) { !outcome.verdicts.isEmpty }
            #expect(outcome.verdicts == [verdict])
        }
        for one in guards { one.unsubscribe {} }
        let free = try sell(5000, host)
        host.turn()
        #expect(free.verdicts == [.allow] && host.violations == [])
    }

    @Test func aLateVerdictIsADenial() throws {
        let host = TestHost()
        let deciders = try host.host.requiredTable(ASSAY_EXT_DECIDERS, as: assay_deciders_t.self).pointee
        let hooks = try host.host.requiredTable(ASSAY_EXT_HOOKS, as: assay_hooks_t.self).pointee
        _ = try host.host.hooks.declare(Self.sale)
        var hook: assay_hook_t = 0
        #expect(hooks.resolve(host.pointer, "com.acme.before_sale", &hook) == .ASSAY_STATUS_OK)
        try AssayError.check { deciders.subscribe(host.pointer, hook, 2_000_000_000, { _, _, _ in }, nil, nil, $0) }
        let outcome = try sell(1, host)
        host.advance(by: 1.9)
        #expect(outcome.verdicts == [])
        host.advance(by: 0.2)
        #expect(outcome.verdicts == [.deny("a decider did not answer in time")])
        deciders.resolve(host.pointer, 1, .ASSAY_VERDICT_ALLOW, nil)
        host.turn()
        #expect(outcome.verdicts.count == 1 && host.main.isIdle)
    }

    @Test func onlyHooksThatAskCanBeRefused() throws {
        let host = TestHost()
        _ = try host.host.hooks.declare(HookDeclaration("com.acme.sale", description: "A sale.", fields: []))
        let error = #expect(throws: AssayError.self) {
            try host.host.deciders.subscribe("com.acme.sale", deadline: .seconds(1)) { _ in .allow }
        }
        #expect(error?.message == "hook 'com.acme.sale' cannot be refused; those that can are named 'before_…'")
    }

    @Test func aFunctionGetsTheFieldsItNames() throws {
        let host = TestHost()
        let sale = try host.host.hooks.declare(Self.sale)
        let found = Outcome()
        let listening = try host.host.hooks.subscribe("com.acme.before_sale", fields: ["amount", "to"]) { arguments in
            found.add(.deny("\(arguments.double(0) ?? 0) \(arguments.string(1) ?? "")"))
        }
        try sale.set("to", "me")
        try sale.set("amount", 2.5)
        sale.emit()
        #expect(found.verdicts == [.deny("2.5 me")])
        let error = #expect(throws: AssayError.self) {
            try host.host.hooks.subscribe("com.acme.before_sale", fields: ["price"]) { _ in }
        }
        #expect(error?.context == "price")
        listening.unsubscribe {}
        host.turn()
        #expect(!sale.isObserved)
    }

    @Test func aPluginIsLoadedByItsEntry() throws {
        let host = TestHost()
        var version = assay_version_t(major: ASSAY_ABI_MAJOR, minor: ASSAY_ABI_MINOR, patch: ASSAY_ABI_PATCH)
        let scenario = Scenario("test.entry", users: [Idler.self])
        host.register(try #require(scenario.pluginEntry(&version)))
        #expect(checkScenario(host, "test.entry") == [])
    }
}

/// Does nothing.
private final class Idler: User {
    static var tasks: TaskList<Idler> { task("nothing") { _ in } }

    init(_ context: UserContext) {}
}
