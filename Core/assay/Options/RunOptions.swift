// Assay: all options of `assay run`, as one layer of settings gives them.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// The options of `assay run`. What a layer does not set is nil or empty; see ``RunOption`` for how layers merge.
struct RunOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "A scenario's id or the last part of it, perhaps with a config (hello={…}), a plugin file (.so), or a .swift file.",
            valueName: "target"))
    var targets: [String] = []

    @OptionGroup(title: "Load") var load: LoadOptions
    @OptionGroup(title: "Scenario") var scenario: ScenarioOptions
    @OptionGroup(title: "Reports") var report: ReportOptions
    @OptionGroup(title: "Verdict") var verdict: VerdictOptions
    @OptionGroup(title: "Process") var process: ProcessOptions
    @OptionGroup(title: "Instead of a run") var listing: ListingOptions
}
