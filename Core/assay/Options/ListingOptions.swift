// Assay: what can be asked about a run instead of running.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CAssay

/// Options that print something about the targets and end; the names are Locust's.
struct ListingOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Print the user classes.")
    var list = false

    @Flag(help: "Print how often each task would run.")
    var showTaskRatio = false

    @Flag(help: "Print how often each task would run, as JSON.")
    var showTaskRatioJson = false
}

extension ListingOptions {
    /// The text that is asked for, nil for a run.
    var report: assay_run_report_t? {
        if list { return .ASSAY_REPORT_USER_CLASSES }
        if showTaskRatioJson { return .ASSAY_REPORT_TASK_RATIO_JSON }
        return showTaskRatio ? .ASSAY_REPORT_TASK_RATIO : nil
    }
}
