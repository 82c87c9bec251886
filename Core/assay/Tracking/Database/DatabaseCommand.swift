// Assay: `assay db`.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// Commands on the database.
struct DatabaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "db", abstract: "Manages the database of a tracking store.",
        subcommands: [UpgradeDatabaseCommand.self, ImportDatabaseCommand.self, ExportDatabaseCommand.self])
}

/// `assay db upgrade`.
struct UpgradeDatabaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upgrade",
        abstract: "Brings the tables up to date. A server does it by itself when it starts; others may go on meanwhile."
    )

    @Argument(help: ArgumentHelp("The database, as --backend-store-uri takes it.", valueName: "url"))
    var url: String

    @OptionGroup var process: ServerProcessOptions

    func run() throws {
        try TrackingSession.use(url, process) { _ throws(CommandError) in
            Output.standard.write("the tables are up to date\n")
        }
    }
}
