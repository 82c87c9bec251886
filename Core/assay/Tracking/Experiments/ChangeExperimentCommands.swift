// Assay: commands that change experiments.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayJSON

/// `assay experiments create`.
struct CreateExperimentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "create", abstract: "Creates an experiment.")

    @Option(name: [.customShort("n"), .long], help: "Its name.")
    var experimentName: String

    @Option(name: [.customShort("l"), .long], help: ArgumentHelp("Where its artifacts are.", valueName: "uri"))
    var artifactLocation: String?

    @OptionGroup var tracking: TrackingOptions

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            var fields: JSONObject = ["name": .string(experimentName)]
            if let artifactLocation { fields["artifact_location"] = .string(artifactLocation) }
            let id = try session.call("createExperiment", fields)["experiment_id"]?.stringValue ?? ""
            Output.standard.write("Created experiment '\(experimentName)' with id \(id)\n")
        }
    }
}

/// `assay experiments rename`.
struct RenameExperimentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "rename", abstract: "Renames an active experiment.")

    @Option(name: [.customShort("x"), .long], help: "Its id.")
    var experimentId: String

    @Option(name: .long, help: "Its new name.")
    var newName: String

    @OptionGroup var tracking: TrackingOptions

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            try session.call(
                "updateExperiment", ["experiment_id": .string(experimentId), "new_name": .string(newName)])
            Output.standard.write("Experiment with id \(experimentId) has been renamed to '\(newName)'.\n")
        }
    }
}

/// `assay experiments delete`.
struct DeleteExperimentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Deletes an experiment with its runs; 'restore' brings them back.")

    @Option(name: [.customShort("x"), .long], help: "Its id.")
    var experimentId: String

    @OptionGroup var tracking: TrackingOptions

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            try session.call("deleteExperiment", ["experiment_id": .string(experimentId)])
            Output.standard.write("Experiment with ID \(experimentId) has been deleted.\n")
        }
    }
}

/// `assay experiments restore`.
struct RestoreExperimentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Restores a deleted experiment with its runs.")

    @Option(name: [.customShort("x"), .long], help: "Its id.")
    var experimentId: String

    @OptionGroup var tracking: TrackingOptions

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            try session.call("restoreExperiment", ["experiment_id": .string(experimentId)])
            Output.standard.write("Experiment with id \(experimentId) has been restored.\n")
        }
    }
}
