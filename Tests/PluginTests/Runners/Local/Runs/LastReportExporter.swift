// Assay: an exporter that keeps what the runner told it last.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import Synchronization

/// What an exporter was told last.
struct LastReport: Sendable {
    var state = ""
    var userCount = 0
    var requestCount: UInt64 = 0
    var exceptions: [String: Int] = [:]
    var iterationCount: UInt64 = 0
    var droppedCount: UInt64 = 0
    var reason = ""
    var thresholds: [String: Bool] = [:]

    private static let all = Mutex<[Int: LastReport]>([:])

    static func of(_ number: Int) -> LastReport? { all.withLock { $0[number] } }
    func keep(_ number: Int) { LastReport.all.withLock { $0[number] = self } }
}

/// Keeps what it was told last under the number in its config.
final class LastReportExporter: ExporterComponent {
    static let descriptor = ComponentDescriptor(
        id: "test.last", kind: ASSAY_KIND_EXPORTER, name: "last", description: "keeps the last report")

    private let number: Int

    init(host: Host, config: Config) throws {
        number = try config.int("number", in: 0...Int.max, default: 0)
    }

    func begin(_ run: RunInfo) throws {}

    func update(_ statistics: StatsSnapshot, _ state: RunState) {
        report(statistics, state).keep(number)
    }

    func finish(_ statistics: StatsSnapshot, _ state: RunState, _ result: RunResult) throws {
        var report = report(statistics, state)
        report.reason = result.reason
        report.droppedCount = UInt64(result.droppedIterationCount)
        for threshold in result.thresholds { report.thresholds[threshold.expression] = threshold.isPassed }
        report.keep(number)
    }

    private func report(_ statistics: StatsSnapshot, _ state: RunState) -> LastReport {
        var report = LastReport()
        report.state = state.state
        report.userCount = Int(state.userCount)
        report.requestCount = UInt64(statistics.total?.requestCount ?? 0)
        for exception in statistics.exceptions {
            report.exceptions[exception.userClass, default: 0] += Int(exception.count)
        }
        report.iterationCount = UInt64(state.iterationCount)
        report.droppedCount = UInt64(state.droppedIterationCount)
        return report
    }
}
