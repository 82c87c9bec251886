// Assay: commands that list and download artifacts.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayJSON

/// `assay artifacts list`.
struct ListArtifactsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists what lies directly in a folder of a run's artifacts, as JSON.")

    @OptionGroup var place: RunArtifactOptions
    @OptionGroup var tracking: TrackingOptions

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            let folder = try session.artifactFolder(ofRun: place.runId)
            let path = place.artifactPath ?? ""
            let entries = try folder.entries(path).map { entry in
                var fields: JSONObject = [
                    "path": .string(ArtifactFolder.joined(path, entry.name)), "is_dir": .bool(entry.isFolder),
                ]
                if !entry.isFolder { fields["file_size"] = .integer(Int64(clamping: entry.size)) }
                return JSONValue.object(fields).text(pretty: true)
            }
            Output.standard.write("[" + entries.joined(separator: ", ") + "]\n")
        }
    }
}

/// `assay artifacts download`.
struct DownloadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "download", abstract: "Downloads an artifact, or a folder of them, and prints where it is.")

    @Option(name: .shortAndLong, help: "The run's id.")
    var runId: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("What to download of the run (default: all).", valueName: "path"))
    var artifactPath: String?

    @Option(
        name: [.customShort("u"), .long],
        help: ArgumentHelp(
            """
            What to download: runs:/<run-id>/path, models:/<name>/<version>, models:/<name>@<alias>, or \
            mlflow-artifacts:/path. Instead of --run-id and --artifact-path.
            """, valueName: "uri"))
    var artifactUri: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The folder to put it in, made when it is missing (default: a new one).", valueName: "path"))
    var dstPath: String?

    @OptionGroup var tracking: TrackingOptions

    func validate() throws {
        if artifactUri == nil, runId == nil { throw ValidationError("give one of --run-id and --artifact-uri") }
    }

    func run() throws {
        if let artifactUri, TextFile.exists(artifactUri) {
            guard dstPath == nil else { throw CommandError("'\(artifactUri)' is on this machine already; copy it") }
            return Output.standard.write("\n\(try LocalPath.absolute(artifactUri))\n")
        }
        try TrackingSession.use(tracking) { session throws(CommandError) in
            let (folder, path) = try source(session)
            let target = if let dstPath { try LocalPath.makeFolder(dstPath) } else { try LocalPath.temporaryFolder() }
            let place = try folder.download(path, into: target)
            Output.standard.write("\n\(place)\n")
        }
    }

    private func source(_ session: TrackingSession) throws(CommandError) -> (ArtifactFolder, String) {
        if let artifactUri { return try session.artifacts(artifactUri) }
        return (try session.artifactFolder(ofRun: runId ?? ""), artifactPath ?? "")
    }
}
