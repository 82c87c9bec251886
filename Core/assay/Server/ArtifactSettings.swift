// Assay: what a server does with artifacts.
// SPDX-License-Identifier: Apache-2.0

/// Where artifacts are, and whether they are served.
struct ArtifactSettings {
    /// The folder of the artifacts that are served.
    let folder: String
    /// Whether uploads and downloads go through the server.
    let isServed: Bool
    /// Whether nothing else is served.
    let isOnly: Bool
    /// The URI below which new experiments have theirs.
    let root: String

    init(_ options: StorageOptions, _ environment: ServerEnvironment) throws(CommandError) {
        let serves = try environment.flag("MLFLOW_SERVE_ARTIFACTS")
        let servesNothingElse = try environment.flag("MLFLOW_ARTIFACTS_ONLY")
        isServed = options.serveArtifacts ?? serves ?? true
        isOnly = options.artifactsOnly || servesNothingElse ?? false
        folder = try Self.folder(
            options.artifactsDestination ?? environment.text("MLFLOW_ARTIFACTS_DESTINATION")
                ?? "\(BackendURI.defaultFolder)/artifacts")
        root =
            options.defaultArtifactRoot ?? environment.text("MLFLOW_DEFAULT_ARTIFACT_ROOT")
            ?? (isServed ? "mlflow-artifacts:/" : "./mlruns")
        if isOnly, !isServed { throw CommandError("--artifacts-only: with --no-serve-artifacts nothing is left") }
    }

    /// The artifacts of a store that is used without a server.
    init(folder text: String?, _ environment: ServerEnvironment) throws(CommandError) {
        isServed = true
        isOnly = false
        folder = try Self.folder(
            text ?? environment.text("MLFLOW_ARTIFACTS_DESTINATION") ?? "\(BackendURI.defaultFolder)/artifacts")
        root = environment.text("MLFLOW_DEFAULT_ARTIFACT_ROOT") ?? "mlflow-artifacts:/"
    }

    private static func folder(_ text: String) throws(CommandError) -> String {
        if text.hasPrefix("file://") { return String(text.dropFirst(7)) }
        if text.hasPrefix("file:") { return String(text.dropFirst(5)) }
        guard !text.contains("://") else {
            throw CommandError("--artifacts-destination: '\(text)' is no folder; other stores are not there yet")
        }
        return text
    }
}
