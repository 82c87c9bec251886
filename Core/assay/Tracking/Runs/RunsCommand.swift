// Assay: `assay runs`.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayJSON

/// Commands on runs.
struct RunsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "Manages runs.",
        subcommands: [
            ListRunsCommand.self, DescribeRunCommand.self, CreateRunCommand.self, DeleteRunCommand.self,
            RestoreRunCommand.self,
        ])
}

/// `assay runs list`.
struct ListRunsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the runs of an experiment.")

    @Option(name: .long, help: "The experiment's id.")
    var experimentId: String

    @Option(name: .shortAndLong, help: "Which ones: active_only (default), deleted_only or all.")
    var view: LifecycleView = .active

    @OptionGroup var tracking: TrackingOptions

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            var table = TextTable(["Date", "Name", "ID"])
            let found = try session.pages(
                "searchRuns",
                ["experiment_ids": [.string(experimentId)], "run_view_type": .string(view.name)], "runs")
            for run in found {
                let info = run["info"]
                table.add([
                    LocalDate.text(milliseconds: info?["start_time"]?.intValue ?? 0),
                    info?["run_name"]?.stringValue ?? "", info?["run_id"]?.stringValue ?? "",
                ])
            }
            Output.standard.write(table.text())
        }
    }
}

/// `assay runs describe`.
struct DescribeRunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "describe", abstract: "Shows a run as JSON.")

    @Option(name: .long, help: "Its id.")
    var runId: String

    @OptionGroup var tracking: TrackingOptions

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            let found = try session.call("getRun", ["run_id": .string(runId)])["run"] ?? [:]
            Output.standard.write(found.text(pretty: true) + "\n")
        }
    }
}
