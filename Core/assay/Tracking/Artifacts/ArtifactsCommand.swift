// Assay: `assay artifacts`.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// Commands on artifacts: those of `mlflow artifacts`.
struct ArtifactsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "artifacts", abstract: "Uploads, lists and downloads artifacts.",
        subcommands: [
            LogArtifactCommand.self, LogArtifactsCommand.self, ListArtifactsCommand.self, DownloadCommand.self,
        ])
}

/// Which run's artifacts a command is about.
struct RunArtifactOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "The run's id.")
    var runId: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The folder in the run's artifacts (default: their root).", valueName: "path"))
    var artifactPath: String?
}
