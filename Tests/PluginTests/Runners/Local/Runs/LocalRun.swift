// Assay: a whole run on loops that the test turns.
// SPDX-License-Identifier: Apache-2.0
import ArrivalRateShape
import AssayJSON
import AssayKit
import AssayTesting
import CAssay
import LocalRunner
import StagesShape
import StatsCollector

/// A run of the local runner, with the real collector and shapes, in virtual time: nothing happens but in `advance`.
final class LocalRun {
    let host = TestHost()
    let trace: Trace
    /// Once the run has ended.
    private(set) var exitCode: Int32?
    /// What the run's exporter was told last.
    private(set) var last = LastReport()
    private var runner: UnsafePointer<assay_component_t>?
    private var subscription: HookSubscription?

    /// Makes and starts a run of these classes; `options` are members of the runner's config.
    init(
        _ users: [any User.Type], _ options: JSONObject = [:], registering more: [any Component.Type] = []
    ) throws {
        trace = Trace(start: host.main.now)
        host.register(LocalRunner.self)
        host.register(StatsCollector.self)
        host.register(ArrivalRateShape.self)
        host.register(StagesShape.self)
        host.register(LastReportExporter.self)
        for type in more { host.register(type) }
        host.register(Scenario("test.run", users: users))
        var config = options
        config["scenarios"] = [["id": "test.run"]]
        config["seed"] = options["seed"] ?? 1
        config["options"] = ["trace": .integer(Int64(trace.number))]
        let last: JSONValue = [["id": "test.last", "config": ["number": .integer(Int64(trace.number))]]]
        config["exporters"] = options["exporters"] ?? last
        runner = try host.create("assay.runner.local", JSONValue.object(config).text())
    }

    deinit { close() }

    /// Begins the run.
    func begin() throws {
        guard let runner, let functions else { return }
        try AssayError.check { runner.pointee.start(runner, $0) }
        subscription = try host.host.hooks.subscribeAll(.inline) { [trace] event in trace.hear(event.hook) }
        let data = Unmanaged.passUnretained(self).toOpaque()
        try AssayError.check {
            functions.pointee.run(
                runner,
                { data, code in
                    guard let data else { return }
                    Unmanaged<LocalRun>.fromOpaque(data).takeUnretainedValue().exitCode = code
                }, data, $0)
        }
    }

    /// Lets time pass on both loops, in steps that are smaller than those in which the runner looks ahead.
    func advance(by seconds: Double, step: Double = 0.01) {
        for _ in 0..<max(1, Int((seconds / step).rounded())) {
            host.main.advance(by: step)
            host.work.advance(by: step)
            host.main.turn()
        }
        last = LastReport.of(trace.number) ?? last
    }

    /// Ends the run as Ctrl-C does.
    func stop() {
        guard let runner else { return }
        functions?.pointee.stop_run(runner, "interrupted")
    }

    /// Changes the number of users as a key press does.
    func addUsers(_ difference: Int32) throws {
        guard let runner, let functions else { return }
        try AssayError.check { functions.pointee.add_users(runner, difference, $0) }
    }

    /// Ends the run, lets it finish, and frees everything. Returns what broke the host's rules.
    @discardableResult
    func close() -> [String] {
        guard let runner else { return [] }
        for _ in 0..<4 where exitCode == nil && subscription != nil {
            stop()
            advance(by: 6)
        }
        subscription = nil
        runner.pointee.stop(runner)
        runner.pointee.destroy(runner)
        self.runner = nil
        trace.close()
        return host.violations
    }

    /// How many users there are: begun and not ended.
    var userCount: Int {
        trace.hooks.reduce(0) { $0 + ($1 == "user_add" ? 1 : $1 == "user_remove" ? -1 : 0) }
    }

    /// The hooks of the run as a whole, without those of users.
    var runEvents: [String] { trace.hooks.filter { !$0.hasPrefix("user_") && !$0.hasPrefix("request_") } }

    /// What a whole run tells, in order; Locust's order.
    static let allEvents = [
        "init", "test_start", "spawning_complete", "test_stopping", "test_stop", "quitting", "quit",
    ]

    private var functions: UnsafePointer<assay_runner_t>? {
        runner.flatMap { $0.pointee.get_extension($0, ASSAY_KIND_RUNNER)?.assumingMemoryBound(to: assay_runner_t.self) }
    }
}
