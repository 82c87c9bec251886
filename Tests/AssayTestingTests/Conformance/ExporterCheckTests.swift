// Assay: proves the check of exporters with sound and broken ones.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayTesting
import CAssay
import Testing

/// An exporter that keeps nothing.
private class Silent: ExporterComponent {
    class var descriptor: ComponentDescriptor {
        ComponentDescriptor(id: "test.exporter", kind: ASSAY_KIND_EXPORTER, name: "Silent", description: "Silent.")
    }

    let host: Host

    required init(host: Host, config: Config) throws {
        self.host = host
        try config.rejectUnknownKeys()
    }

    func start() throws {}

    func stop() {}

    func begin(_ run: RunInfo) throws {}

    func finish(_ statistics: StatsSnapshot, _ state: RunState, _ result: RunResult) throws {}
}

/// Cannot write a run with requests.
private class Choosy: Silent {
    override func finish(_ statistics: StatsSnapshot, _ state: RunState, _ result: RunResult) throws {
        if statistics.rows(.ASSAY_ROW_REQUEST).count > 0 {
            throw AssayError(.ASSAY_STATUS_INTERNAL, "a name that I do not like")
        }
    }
}

/// Refuses without a word.
private final class Mute: Silent {
    override func begin(_ run: RunInfo) throws { throw AssayError(.ASSAY_STATUS_INTERNAL, "") }
}

/// Goes on listening.
private final class Curious: Silent {
    private var subscription: HookSubscription?

    override func begin(_ run: RunInfo) throws {
        _ = try host.hooks.declare(HookDeclaration("test.event", description: "A test.", fields: []))
        subscription = try host.hooks.subscribe("test.event") { _ in }
    }
}

/// Uses the work loop from the main thread.
private final class Astray: Silent {
    override func begin(_ run: RunInfo) throws {
        let loops = try host.requiredTable(ASSAY_EXT_LOOPS, as: assay_loops_t.self).pointee
        loops.post(loops.get_loop(host.pointer, 0), { _, _ in }, nil, nil)
    }
}

/// Ends the process when it goes while it is at work.
private final class Fragile: Choosy {
    private var isAtWork = false

    override func start() throws { isAtWork = true }

    override func stop() { isAtWork = false }

    deinit { precondition(!isAtWork, "destroyed between start and stop") }
}

@Suite struct ExporterCheckTests {
    private func problems(_ type: any Component.Type) -> String {
        let host = TestHost()
        host.register(type)
        return checkExporter(host, "test.exporter").joined(separator: "\n")
    }

    @Test func aSoundExporterPasses() {
        #expect(problems(Silent.self) == "")
    }

    @Test(arguments: [
        (Choosy.self as any Component.Type, "finish fails here: a name that I do not like"),
        (Mute.self, "begin fails without a message"), (Curious.self, "a hook is listened to after stop"),
        (Astray.self, "post [loop] was called on another thread than the loop's"),
    ])
    func aBrokenExporterIsFound(_ type: any Component.Type, _ words: String) {
        #expect(problems(type).contains(words), "\(problems(type))")
    }

    @Test func whatFailsIsStoppedBeforeItIsDestroyed() {
        #expect(problems(Fragile.self).contains("finish fails here"))
    }
}
