// Assay: the runner that drives all load from this process.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
package import AssayKit
package import CAssay

/// Runs a test on the loops of this process.
package final class LocalRunner: RunnerComponent {
    package static let descriptor = ComponentDescriptor(
        id: "assay.runner.local", kind: ASSAY_KIND_RUNNER, name: "Local",
        description: "runs a load test on the loops of this process", configSchema: LocalRunner.schema)

    private let host: Host
    private let plan: RunPlan
    private var run: TestRun?

    package init(host: Host, config: Config) throws {
        self.host = host
        plan = try RunPlan(config)
    }

    package func start() throws {
        run = try TestRun(plan, host: host)
    }

    package func stop() {
        // Users that were left behind still use the run and its parts: those are never freed.
        if let run, run.hasLeftUsers { _ = Unmanaged.passRetained(run) } else { run?.parts.destroy() }
        run = nil
    }

    package func run(finished: @escaping (Int32) -> Void) throws {
        try started().start(finished: finished)
    }

    package func stopRun(reason: String) {
        run?.stop(reason: reason)
    }

    package func addUsers(_ difference: Int) throws {
        try started().addUsers(difference)
    }

    package func report(_ report: assay_run_report_t) throws -> String {
        let run = try started()
        switch report {
        case .ASSAY_REPORT_USER_CLASSES:
            return "Available Users:\n" + run.classes.map { "    \($0.name)\n" }.joined()
        case .ASSAY_REPORT_TASK_RATIO: return TaskRatio.text(TaskRatio.rows(run.classes, shares: run.shares))
        case .ASSAY_REPORT_TASK_RATIO_JSON:
            return TaskRatio.json(TaskRatio.rows(run.classes, shares: run.shares)).text(pretty: true) + "\n"
        @unknown default: throw AssayError(.ASSAY_STATUS_UNIMPLEMENTED, "there is no such report")
        }
    }

    private func started() throws -> TestRun {
        guard let run else { throw AssayError(.ASSAY_STATUS_FAILED_PRECONDITION, "the runner is not started") }
        return run
    }
}

extension TestRun {
    /// Changes the number of users, as a key press does.
    func addUsers(_ difference: Int) throws {
        guard parts.shape == nil else {
            throw AssayError(.ASSAY_STATUS_FAILED_PRECONDITION, "a load shape sets the number of users")
        }
        guard state == .running || state == .spawning else {
            throw AssayError(.ASSAY_STATUS_FAILED_PRECONDITION, "the test is not running")
        }
        dispatcher.forgetGone()
        let present = state == .running ? dispatcher.count : targetUsers
        // Users added by hand come at once, as Locust's do.
        setTarget(max(0, min(present + difference, 10_000_000)), spawnRate: max(spawnRate, 100))
    }
}
