// Assay: the parts of a run under check.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayKit
internal import CAssay

/// The scenario, collector and exporter that `checkRunner` registers, and what the runner did with them.
public final class TestParts {
    /// The id of the scenario: one user class, tasks that end well, late and badly, and a nested task set.
    public static let scenario = "assay.testing.scenario"
    /// The id of the collector. It counts requests and answers no query.
    public static let collector = "assay.testing.collector"
    /// The id of the exporter.
    public static let exporter = "assay.testing.exporter"
    /// The name of the scenario's user class.
    public static let userClass = "CheckedUser"

    private(set) var scenarioCalls = ScenarioCalls()
    private(set) var collectorCalls = CollectorCalls()
    private(set) var exporterCalls = ExporterCalls()
    private(set) var violations: [String] = []

    init() {}

    /// Registers all three; components that are made afterwards report here.
    func register(with host: TestHost) {
        host.parts = self
        host.register(CheckedScenario.self)
        host.register(CountingCollector.self)
        host.register(CheckedExporter.self)
    }

    /// A run begins: counting starts anew.
    func begin() {
        scenarioCalls = ScenarioCalls()
        collectorCalls = CollectorCalls()
        exporterCalls = ExporterCalls()
        violations = []
    }

    /// Notes a violation unless `isRight`.
    func expect(_ isRight: Bool, _ violation: @autoclosure () -> String) {
        if isRight { return }
        let text = violation()
        if !violations.contains(text) { violations.append(text) }
    }
}

/// What the scenario was asked to do.
final class ScenarioCalls {
    /// Users made, and those of them not destroyed.
    var userCount = 0
    var liveCount = 0
    var userIDs: Set<UInt64> = []
    /// Calls of close_class.
    var closedCount = 0
    /// Requests recorded, and those of them that were cut off.
    var recordCount = 0
    var interruptedCount = 0
    var begunTasks: Set<UInt32> = []

    /// Whether every task was begun.
    var hasRunEveryTask: Bool { CheckedTask.allCases.allSatisfy { begunTasks.contains($0.rawValue) } }
}

/// What the collector was asked to do.
final class CollectorCalls {
    /// Requests that were set apart and merged; those of them that failed or were cut off.
    var counted = 0
    var failed = 0
    var interrupted = 0
}

/// What the exporter was asked to do.
final class ExporterCalls {
    var beginCount = 0
    var updateCount = 0
    var finishCount = 0
    /// What `finish` was given.
    var exitCode: Int32?
    var requestCount: UInt64?
}
