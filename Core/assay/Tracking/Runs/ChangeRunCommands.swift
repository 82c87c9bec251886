// Assay: commands that change runs.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayJSON

/// How a run that is created by hand has ended.
enum FinalStatus: String, ExpressibleByArgument, CaseIterable {
    case finished, failed, killed
}

/// `assay runs create`.
struct CreateRunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Creates a run and ends it at once.")

    @Option(name: .long, help: "The experiment's id.")
    var experimentId: String?

    @Option(name: .long, help: "The experiment's name.")
    var experimentName: String?

    @Option(name: .long, help: "Its name.")
    var runName: String?

    @Option(name: .long, help: "What it is about.")
    var description: String?

    @Option(name: .shortAndLong, parsing: .singleValue, help: ArgumentHelp("A tag.", valueName: "key=value"))
    var tags: [String] = []

    @Option(name: .long, help: "How it has ended: finished (default), failed or killed.")
    var status: FinalStatus = .finished

    @Option(name: .long, help: ArgumentHelp("The run that it belongs to.", valueName: "run-id"))
    var parentRunId: String?

    @OptionGroup var tracking: TrackingOptions

    func validate() throws {
        guard (experimentId == nil) != (experimentName == nil) else {
            throw ValidationError("give one of --experiment-id and --experiment-name")
        }
        try TagArgument.check(tags)
    }

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            let experiment = try experiment(session)
            let now = LocalDate.milliseconds
            var fields: JSONObject = ["experiment_id": .string(experiment), "start_time": .integer(now)]
            if let runName { fields["run_name"] = .string(runName) }
            fields["tags"] = TagArgument.list(pairs)
            let made = try session.call("createRun", fields)["run"]
            let id = made?["info"]?["run_id"]?.stringValue ?? ""
            try session.call(
                "updateRun",
                [
                    "run_id": .string(id), "status": .string(status.rawValue.uppercased()),
                    "end_time": .integer(LocalDate.milliseconds),
                ])
            Output.standard.write(
                """
                Created run '\(made?["info"]?["run_name"]?.stringValue ?? "")' with id \(id) in experiment \(experiment), \
                status \(status.rawValue.uppercased())

                """)
        }
    }

    private func experiment(_ session: TrackingSession) throws(CommandError) -> String {
        if let experimentId { return experimentId }
        let found = try session.call("getExperimentByName", ["experiment_name": .string(experimentName ?? "")])
        return found["experiment"]?["experiment_id"]?.stringValue ?? ""
    }

    private var pairs: [(key: String, value: String)] {
        var pairs = tags.map(TagArgument.pair)
        if let description { pairs.append(("mlflow.note.content", description)) }
        if let parentRunId { pairs.append(("mlflow.parentRunId", parentRunId)) }
        // Of one given twice, the last: the server takes each once.
        return pairs.enumerated().filter { place, pair in
            !pairs.dropFirst(place + 1).contains { $0.0.utf8.elementsEqual(pair.0.utf8) }
        }.map(\.element)
    }
}

/// `assay runs delete`.
struct DeleteRunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Deletes a run; 'restore' brings it back.")

    @Option(name: .long, help: "Its id.")
    var runId: String

    @OptionGroup var tracking: TrackingOptions

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            try session.call("deleteRun", ["run_id": .string(runId)])
            Output.standard.write("Run with ID \(runId) has been deleted.\n")
        }
    }
}

/// `assay runs restore`.
struct RestoreRunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "restore", abstract: "Restores a deleted run.")

    @Option(name: .long, help: "Its id.")
    var runId: String

    @OptionGroup var tracking: TrackingOptions

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            try session.call("restoreRun", ["run_id": .string(runId)])
            Output.standard.write("Run with id \(runId) has been restored.\n")
        }
    }
}
