// Assay: the exporter that checks runners.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// Notes what the runner tells it, and in which order.
final class CheckedExporter: ExporterComponent {
    static let descriptor = ComponentDescriptor(
        id: TestParts.exporter, kind: ASSAY_KIND_EXPORTER, name: "Checked", description: "Checks its runner.")

    private let host: TestHost
    private let parts: TestParts
    private static let states: Set<String> = ["spawning", "running", "stopping", "stopped"]

    init(host: Host, config: Config) throws {
        guard let testHost = TestHost.of(host.pointer), let parts = testHost.parts else {
            throw AssayError(.ASSAY_STATUS_FAILED_PRECONDITION, "this exporter is for checkRunner alone")
        }
        try config.rejectUnknownKeys()
        self.host = testHost
        self.parts = parts
    }

    func begin(_ run: RunInfo) throws {
        parts.expect(host.isOn(host.main), "an exporter's begin [main] was called elsewhere")
        parts.expect(parts.scenarioCalls.userCount == 0, "an exporter's begin comes after the first user")
        parts.expect(!run.runID.isEmpty, "the run_id is empty")
        parts.exporterCalls.beginCount += 1
    }

    func update(_ statistics: StatsSnapshot, _ state: RunState) {
        let calls = parts.exporterCalls
        parts.expect(host.isOn(host.main), "an exporter's update [main] was called elsewhere")
        parts.expect(
            calls.beginCount > calls.finishCount, "an exporter's update was called before begin or after finish")
        parts.expect(Self.states.contains(state.state), "the run's state is '\(state.state)'")
        calls.updateCount += 1
    }

    func finish(_ statistics: StatsSnapshot, _ state: RunState, _ result: RunResult) throws {
        parts.expect(host.isOn(host.main), "an exporter's finish [main] was called elsewhere")
        parts.expect(!result.reason.isEmpty, "the result has no reason")
        parts.exporterCalls.finishCount += 1
        parts.exporterCalls.exitCode = Int32(clamping: result.exitCode)
        parts.exporterCalls.requestCount = statistics.total?.requestCount
    }
}
