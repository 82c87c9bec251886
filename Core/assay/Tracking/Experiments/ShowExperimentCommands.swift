// Assay: commands that show experiments.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayJSON

/// Which experiments or runs are listed.
enum LifecycleView: String, ExpressibleByArgument, CaseIterable {
    case active = "active_only"
    case deleted = "deleted_only"
    case all

    /// The name in the API.
    var name: String { rawValue.uppercased() }
}

/// How something is shown.
enum ShownFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json
}

/// `assay experiments search`.
struct SearchExperimentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "search", abstract: "Lists experiments.")

    @Option(name: .shortAndLong, help: "Which ones: active_only (default), deleted_only or all.")
    var view: LifecycleView = .active

    @Option(help: ArgumentHelp("How many at most (default: all).", valueName: "number"))
    var maxResults: Int?

    @OptionGroup var tracking: TrackingOptions

    func validate() throws {
        if let maxResults, maxResults < 1 { throw ValidationError("--max-results: \(maxResults) is not above 0") }
    }

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            var table = TextTable(["Experiment Id", "Name", "Artifact Location"])
            let found = try session.pages(
                "searchExperiments", ["view_type": .string(view.name)], "experiments", atMost: maxResults)
            for one in found {
                table.add([
                    one["experiment_id"]?.stringValue ?? "", one["name"]?.stringValue ?? "",
                    one["artifact_location"]?.stringValue ?? "",
                ])
            }
            Output.standard.write(table.text())
        }
    }
}

/// `assay experiments get`.
struct GetExperimentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Shows an experiment by its id or its name.")

    @Option(name: [.customShort("x"), .long], help: "Its id.")
    var experimentId: String?

    @Option(name: [.customShort("n"), .long], help: "Its name.")
    var experimentName: String?

    @Option(help: "How it is shown: table (default) or json.")
    var output: ShownFormat = .table

    @OptionGroup var tracking: TrackingOptions

    func validate() throws {
        guard (experimentId == nil) != (experimentName == nil) else {
            throw ValidationError("give one of --experiment-id and --experiment-name")
        }
    }

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            let found =
                if let experimentId {
                    try session.call("getExperiment", ["experiment_id": .string(experimentId)])["experiment"]
                } else {
                    try session.call(
                        "getExperimentByName", ["experiment_name": .string(experimentName ?? "")])["experiment"]
                }
            guard let found else { throw CommandError("the tracking store gave no experiment") }
            Output.standard.write(output == .json ? found.text(pretty: true) + "\n" : Self.table(found))
        }
    }

    private static func table(_ experiment: JSONValue) -> String {
        var table = TextTable(["Field", "Value"])
        for (key, value) in experiment.objectValue ?? [:] where key != "tags" {
            table.add([key, value.stringValue ?? value.text()])
        }
        for tag in experiment["tags"]?.arrayValue ?? [] {
            table.add(["tag \(tag["key"]?.stringValue ?? "")", tag["value"]?.stringValue ?? ""])
        }
        return table.text()
    }
}
