// Assay: the kind runner, in Swift.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// Carries out one test run from start to exit code; see kind/draft/runner.h. All calls come on the main thread.
public protocol RunnerComponent: Component {
    /// Begins the run; `finished` is to be called once with the exit code, later. Throwing means nothing has begun.
    func run(finished: @escaping (Int32) -> Void) throws
    /// Ends the run: gracefully first, at once when called again. `reason` is for the reports.
    func stopRun(reason: String)
    /// Changes the number of users.
    func addUsers(_ difference: Int) throws
    /// A text about what would run.
    func report(_ report: assay_run_report_t) throws -> String
}

extension RunnerComponent {
    /// The table of the kind.
    public func table(for id: String) -> UnsafeRawPointer? {
        id == ASSAY_KIND_RUNNER ? UnsafeRawPointer(RunnerTable.pointer) : nil
    }
}

/// The C side of all runners of a library.
private enum RunnerTable {
    // nonisolated(unsafe): written once, here, and only read afterwards.
    nonisolated(unsafe) static let pointer: UnsafeMutablePointer<assay_runner_t> = {
        let table = UnsafeMutablePointer<assay_runner_t>.allocate(capacity: 1)
        table.initialize(
            to: assay_runner_t(
                struct_size: UInt32(MemoryLayout<assay_runner_t>.size),
                run: { component, finished, data, error in run(component, finished, data, error) },
                stop_run: { component, reason in
                    of(component)?.stopRun(reason: reason.map { String(cString: $0) } ?? "")
                },
                add_users: { component, difference, error in
                    AssayError.report(to: error) { try of(component)?.addUsers(Int(difference)) }
                },
                report: { component, which, write, data, error in report(component, which, write, data, error) }))
        return table
    }()

    private static func of(_ component: UnsafePointer<assay_component_t>?) -> (any RunnerComponent)? {
        ComponentBox.of(component).component as? any RunnerComponent
    }

    private static func run(
        _ component: UnsafePointer<assay_component_t>?, _ finished: assay_run_finished_t?,
        _ data: UnsafeMutableRawPointer?, _ error: UnsafeMutablePointer<assay_error_t>?
    ) -> assay_status_t {
        AssayError.report(to: error) { try of(component)?.run { finished?(data, $0) } }
    }

    private static func report(
        _ component: UnsafePointer<assay_component_t>?, _ which: assay_run_report_t,
        _ write: (@convention(c) (UnsafeMutableRawPointer?, assay_string_t) -> Void)?,
        _ data: UnsafeMutableRawPointer?, _ error: UnsafeMutablePointer<assay_error_t>?
    ) -> assay_status_t {
        AssayError.report(to: error) {
            guard var text = try of(component)?.report(which) else { return }
            text.withUTF8 { write?(data, assay_string_t($0)) }
        }
    }
}
