// Assay: commands that change registered models.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayJSON

/// `assay models create`.
struct CreateModelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "create", abstract: "Registers a model's name.")

    @OptionGroup var model: ModelOptions

    @Option(name: .shortAndLong, help: "What it is about.")
    var description: String?

    @Option(name: .shortAndLong, parsing: .singleValue, help: ArgumentHelp("A tag.", valueName: "key=value"))
    var tags: [String] = []

    @OptionGroup var tracking: TrackingOptions

    func validate() throws { try TagArgument.check(tags) }

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            var fields: JSONObject = ["name": .string(model.name), "tags": TagArgument.list(tags)]
            if let description { fields["description"] = .string(description) }
            try session.call("createRegisteredModel", fields)
            Output.standard.write("Created registered model '\(model.name)'.\n")
        }
    }
}

/// `assay models rename`.
struct RenameModelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "rename", abstract: "Renames a registered model.")

    @OptionGroup var model: ModelOptions

    @Option(name: .long, help: "Its new name.")
    var newName: String

    @OptionGroup var tracking: TrackingOptions

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            try session.call("renameRegisteredModel", ["name": .string(model.name), "new_name": .string(newName)])
            Output.standard.write("Registered model '\(model.name)' has been renamed to '\(newName)'.\n")
        }
    }
}

/// `assay models delete`.
struct DeleteModelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Deletes a registered model with all its versions, for ever.")

    @OptionGroup var model: ModelOptions
    @OptionGroup var tracking: TrackingOptions

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            try session.call("deleteRegisteredModel", ["name": .string(model.name)])
            Output.standard.write("Registered model '\(model.name)' has been deleted.\n")
        }
    }
}

/// `assay models transition`.
struct TransitionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transition", abstract: "Moves a version to another stage.")

    @OptionGroup var version: ModelVersionOptions

    @Option(name: .shortAndLong, help: "None, Staging, Production or Archived.")
    var stage: String

    @Flag(help: "Archive the versions that are in the stage now.")
    var archiveExisting = false

    @OptionGroup var tracking: TrackingOptions

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            var fields = version.fields
            fields["stage"] = .string(stage)
            fields["archive_existing_versions"] = .bool(archiveExisting)
            let moved = try session.call("transitionModelVersionStage", fields)["model_version"]
            Output.standard.write(
                """
                Version \(version.version) of registered model '\(version.model.name)' is in stage \
                \(moved?["current_stage"]?.stringValue ?? stage).

                """)
        }
    }
}
