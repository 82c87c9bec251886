// Assay: an exporter, in Swift.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Writes what a run found: to a file, a terminal or another system. All calls come on the main thread and must be short.
///
/// What is passed to a call is borrowed: read what you need and keep no view of it, except `RunInfo` and `RunResult`,
/// which live until `finish` has returned.
public protocol ExporterComponent: Component {
    /// A run begins. When it throws, the run does not start.
    func begin(_ run: RunInfo) throws

    /// Called about once a second.
    func update(_ statistics: StatsSnapshot, _ state: RunState)

    /// The run has ended: everything is to be on disk when it returns. When it throws, the run's exit code becomes 2.
    func finish(_ statistics: StatsSnapshot, _ state: RunState, _ result: RunResult) throws
}

extension ExporterComponent {
    /// The exporter's C table.
    public func table(for id: String) -> UnsafeRawPointer? {
        id == ASSAY_KIND_EXPORTER ? UnsafeRawPointer(ExporterTable.pointer) : nil
    }

    /// Does nothing.
    public func update(_ statistics: StatsSnapshot, _ state: RunState) {}
}

/// The C table that all exporters of this library share: it finds the Swift object behind the component.
private enum ExporterTable {
    // Safe: written once before anyone sees it, and only read afterwards.
    nonisolated(unsafe) static let pointer: UnsafePointer<assay_exporter_t> = {
        let table = UnsafeMutablePointer<assay_exporter_t>.allocate(capacity: 1)
        table.initialize(
            to: assay_exporter_t(
                struct_size: UInt32(MemoryLayout<assay_exporter_t>.size),
                begin: { ExporterTable.begin($0, $1, $2) },
                update: { component, snapshot, state in
                    guard let snapshot, let state else { return }
                    ExporterTable.exporter(component)?.update(StatsSnapshot(snapshot), RunState(state))
                },
                finish: { ExporterTable.finish($0, $1, $2, $3, $4) }))
        return UnsafePointer(table)
    }()

    private static func begin(
        _ component: UnsafePointer<assay_component_t>?, _ info: UnsafePointer<assay_run_info_t>?,
        _ error: UnsafeMutablePointer<assay_error_t>?
    ) -> assay_status_t {
        AssayError.report(to: error) {
            guard let info else { throw missing("begin") }
            try exporter(component)?.begin(RunInfo(info))
        }
    }

    private static func finish(
        _ component: UnsafePointer<assay_component_t>?, _ snapshot: UnsafePointer<assay_stats_snapshot_t>?,
        _ state: UnsafePointer<assay_run_state_t>?, _ result: UnsafePointer<assay_run_result_t>?,
        _ error: UnsafeMutablePointer<assay_error_t>?
    ) -> assay_status_t {
        AssayError.report(to: error) {
            guard let snapshot, let state, let result else { throw missing("finish") }
            try exporter(component)?.finish(StatsSnapshot(snapshot), RunState(state), RunResult(result))
        }
    }

    private static func exporter(_ component: UnsafePointer<assay_component_t>?) -> (any ExporterComponent)? {
        ComponentBox.of(component).component as? any ExporterComponent
    }

    private static func missing(_ call: String) -> AssayError {
        AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "\(call) was called with a null pointer")
    }
}
