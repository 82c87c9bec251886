// Assay: `assay models alias`.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayJSON

/// Commands on aliases of registered models.
struct AliasCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alias", abstract: "Manages names that stand for versions.",
        subcommands: [SetAliasCommand.self, DeleteAliasCommand.self])
}

/// `assay models alias set`.
struct SetAliasCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Lets an alias stand for a version; a policy of the store may refuse it.")

    @OptionGroup var version: ModelVersionOptions

    @Option(name: .shortAndLong, help: "The alias.")
    var alias: String

    @OptionGroup var tracking: TrackingOptions

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            var fields = version.fields
            fields["alias"] = .string(alias)
            try session.call("setRegisteredModelAlias", fields)
            Output.standard.write(
                """
                Alias '\(alias)' of registered model '\(version.model.name)' stands for version \(version.version).

                """)
        }
    }
}

/// `assay models alias delete`.
struct DeleteAliasCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "delete", abstract: "Removes an alias.")

    @OptionGroup var model: ModelOptions

    @Option(name: .shortAndLong, help: "The alias.")
    var alias: String

    @OptionGroup var tracking: TrackingOptions

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            try session.call(
                "deleteRegisteredModelAlias", ["name": .string(model.name), "alias": .string(alias)])
            Output.standard.write("Alias '\(alias)' of registered model '\(model.name)' has been deleted.\n")
        }
    }
}
