// Assay: commands that upload artifacts.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// `assay artifacts log-artifact`.
struct LogArtifactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log-artifact", abstract: "Logs a local file as an artifact of a run.")

    @Option(name: .shortAndLong, help: ArgumentHelp("The file.", valueName: "path"))
    var localFile: String

    @OptionGroup var place: RunArtifactOptions
    @OptionGroup var tracking: TrackingOptions

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            let folder = try session.artifactFolder(ofRun: place.runId)
            let key = ArtifactFolder.joined(place.artifactPath ?? "", LocalPath.name(localFile))
            try folder.upload(localFile, to: key)
            Output.error.write(
                """
                Logged artifact from local file \(localFile) to artifact_path=\(place.artifactPath ?? "None")

                """)
        }
    }
}

/// `assay artifacts log-artifacts`.
struct LogArtifactsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log-artifacts", abstract: "Logs the files in a local folder as artifacts of a run.")

    @Option(name: .shortAndLong, help: ArgumentHelp("The folder.", valueName: "path"))
    var localDir: String

    @OptionGroup var place: RunArtifactOptions
    @OptionGroup var tracking: TrackingOptions

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            let folder = try session.artifactFolder(ofRun: place.runId)
            for file in try LocalPath.files(below: localDir) {
                try folder.upload("\(localDir)/\(file)", to: ArtifactFolder.joined(place.artifactPath ?? "", file))
            }
            Output.error.write(
                "Logged artifact from local dir \(localDir) to artifact_path=\(place.artifactPath ?? "None")\n")
        }
    }
}
