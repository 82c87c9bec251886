// Assay: where the server keeps its data.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// MLflow's options of storage.
struct StorageOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            The database: sqlite:///path/to/file.db, postgresql://user@host/database, or a folder for an SQLite \
            database (default: ./assay-data).
            """, valueName: "uri"))
    var backendStoreUri: String?

    @Option(
        help: ArgumentHelp(
            "The database of registered models; the only one possible is that of --backend-store-uri.", valueName: "uri"
        ))
    var registryStoreUri: String?

    @Option(
        help: ArgumentHelp(
            "Where the artifacts of new experiments are (default: mlflow-artifacts:/, which is this server).",
            valueName: "uri"))
    var defaultArtifactRoot: String?

    @Flag(inversion: .prefixedNo, help: "Take uploads, and give downloads and lists of artifacts (default).")
    var serveArtifacts: Bool?

    @Flag(help: "Serve artifacts and nothing else.")
    var artifactsOnly = false

    @Option(
        help: ArgumentHelp("The folder of the artifacts (default: ./assay-data/artifacts).", valueName: "uri"))
    var artifactsDestination: String?
}
