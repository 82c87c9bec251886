// Assay: `assay db import`.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayJSON

/// `assay db import`.
struct ImportDatabaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Takes over a database of MLflow 3.17.2, or a folder such as mlruns, into an empty store.",
        discussion: """
            The source is only read; stop its server first, so that nothing is written behind the copy. Ids, names and \
            times stay what they are, and artifacts stay where they are. An import that was cut off is begun again by \
            the same command. Secrets of webhooks need MLFLOW_WEBHOOK_SECRET_ENCRYPTION_KEY.
            """)

    @Argument(
        help: ArgumentHelp("MLflow's database, sqlite:///FILE or postgresql://…, or its folder.", valueName: "source"))
    var source: String

    @Option(
        help: ArgumentHelp(
            "The store to import into, as the server takes it (default: MLFLOW_BACKEND_STORE_URI, else ./assay-data).",
            valueName: "uri"))
    var backendStoreUri: String?

    @OptionGroup var process: ServerProcessOptions

    func run() throws {
        let target = try DatabaseTarget.uri(backendStoreUri)
        if let folder = DatabaseTarget.folder(source) {
            try TrackingSession.use(target, process.talkative) { session throws(CommandError) in
                TransferReport(try session.call("assay.importFolder", ["folder": .string(folder)])).write()
            }
            return
        }
        let origin = try BackendURI(source)
        if case .folder(let path) = origin { throw CommandError("there is no folder '\(path)'") }
        try TrackingSession.use(
            target, other: try .otherDatabase(origin, isReadOnly: true), process.talkative
        ) { session throws(CommandError) in
            let report = try session.call("assay.importDatabase", ["source": .string(origin.shown)])
            TransferReport(report).write()
        }
    }
}
