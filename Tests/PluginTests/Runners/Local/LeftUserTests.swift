// Assay: tests of users that do not end, and of runs that do not begin.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit
import AssayTesting
import CAssay
import Synchronization
import Testing

/// Waits for something that never comes, and that no cancellation ends.
private final class Deaf: TracedUser, User {
    static var tasks: TaskList<Deaf> {
        task("t") { _ in await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in } }
    }
}

private final class Calm: TracedUser, User {
    static let waitTime = WaitTime.constant(1)
    static var tasks: TaskList<Calm> { task("t") { $0.note("task") } }
}

/// Notes when it is made and freed, under a number of its config; refuses the name "broken".
private final class Noting: ExporterComponent {
    static let descriptor = ComponentDescriptor(
        id: "test.noting", kind: ASSAY_KIND_EXPORTER, name: "noting", description: "notes its life")
    static let notes = Mutex<[Int: [String]]>([:])

    private let number: Int
    private let name: String

    init(host: Host, config: Config) throws {
        let name = try config.string("name", default: "")
        guard name != "broken" else { throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "it is broken") }
        number = try config.int("number", in: 0...Int.max, default: 0)
        self.name = name
        note("made \(name)")
    }

    deinit { note("freed \(name)") }

    private func note(_ what: String) { Self.notes.withLock { $0[number, default: []].append(what) } }

    func begin(_ run: RunInfo) throws {}
    func finish(_ statistics: StatsSnapshot, _ state: RunState, _ result: RunResult) throws {}
}

@Suite struct LeftUserTests {
    @Test func usersThatDoNotEndAreLeftBehind() throws {
        let run = try LocalRun([Deaf.self, Calm.self], ["users": 5, "spawn_rate": 100, "run_time": 1])
        try run.begin()
        run.advance(by: 10)
        #expect(run.exitCode == nil)
        run.advance(by: 6)
        #expect(run.exitCode == 2)
        let words = "2 users were left behind (Deaf 2): what they wait for cannot be cancelled"
        #expect(run.last.reason == "run time reached; \(words)")
        #expect(run.host.log.contains { $0.level == .ASSAY_LOG_ERROR && $0.message == words })
        #expect(run.trace.count("stop") == 3)
        #expect(run.runEvents == LocalRun.allEvents)
        #expect(run.close().isEmpty)
    }

    private func exporters(_ names: [String], _ number: Int) -> JSONValue {
        .array(
            names.map { name in
                ["id": "test.noting", "config": ["number": .integer(Int64(number)), "name": .string(name)]]
            })
    }

    private func lives(_ number: Int, _ names: [String], _ options: JSONObject) throws -> [String] {
        var options = options
        options["exporters"] = exporters(names, number)
        let run = try LocalRun([Calm.self], options, registering: [Noting.self])
        #expect(throws: AssayError.self) { try run.begin() }
        #expect(run.close().isEmpty)
        return Noting.notes.withLock { $0[number] ?? [] }
    }

    @Test func whatWasMadeIsFreedLastFirst() throws {
        let expected = ["made a", "made b", "freed b", "freed a"]
        #expect(try lives(1, ["a", "b", "broken"], [:]) == expected)
        #expect(try lives(2, ["a", "b"], ["shape": ["id": "test.none"]]) == expected)
        #expect(try lives(3, ["a", "b"], ["tags": ["none"]]) == expected)
        #expect(try lives(4, ["a", "b"], ["client": "test.none"]) == expected)
    }
}
