// Assay: which tracking store a command uses.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// Where the records are that a command reads or changes.
struct TrackingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            The database: sqlite:///path/to/file.db, postgresql://user@host/database, or a folder (default: \
            MLFLOW_TRACKING_URI, else ./assay-data).
            """, valueName: "uri"))
    var trackingUri: String?

    @Option(
        help: ArgumentHelp("The folder of the artifacts (default: ./assay-data/artifacts).", valueName: "uri"))
    var artifactsDestination: String?

    @OptionGroup var process: ServerProcessOptions
}
