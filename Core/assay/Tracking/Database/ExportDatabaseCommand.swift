// Assay: `assay db export`.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayJSON

/// `assay db export`.
struct ExportDatabaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Gives everything back to MLflow: copies a store into an empty database of MLflow 3.17.2.",
        discussion: """
            MLflow makes the tables: run 'mlflow db upgrade URL' first. Ids, names and times stay what they are, and \
            artifacts stay where they are. Secrets of webhooks need MLFLOW_WEBHOOK_SECRET_ENCRYPTION_KEY.
            """)

    @Argument(help: ArgumentHelp("MLflow's database: sqlite:///FILE or postgresql://…", valueName: "target"))
    var target: String

    @Option(
        help: ArgumentHelp(
            "The store to export, as the server takes it (default: MLFLOW_BACKEND_STORE_URI, else ./assay-data).",
            valueName: "uri"))
    var backendStoreUri: String?

    @Flag(help: "End an export into this database that was cut off.")
    var resume = false

    @OptionGroup var process: ServerProcessOptions

    func run() throws {
        let database = try BackendURI(target)
        try TrackingSession.use(
            try DatabaseTarget.uri(backendStoreUri), other: try .otherDatabase(database, isReadOnly: false),
            process.talkative
        ) { session throws(CommandError) in
            TransferReport(try session.call("assay.exportDatabase", ["is_resumed": .bool(resume)])).write()
        }
    }
}
