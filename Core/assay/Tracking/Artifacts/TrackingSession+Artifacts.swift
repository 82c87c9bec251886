// Assay: which artifacts a run, a model or a URI means.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON

extension TrackingSession {
    /// The artifacts of a run.
    func artifactFolder(ofRun run: String) throws(CommandError) -> ArtifactFolder {
        let info = try call("getRun", ["run_id": .string(run)])["run"]?["info"]
        return try artifactFolder(at: info?["artifact_uri"]?.stringValue ?? "")
    }

    /// The artifacts below a URI that a run or a model holds.
    private func artifactFolder(at uri: String) throws(CommandError) -> ArtifactFolder {
        switch try ArtifactURI(uri) {
        case .proxied(let path): ArtifactFolder(try artifactPort(root: nil), root: path)
        case .local(let root): ArtifactFolder(try artifactPort(root: root), root: "")
        }
    }

    /// The folder and the path in it that a URI means.
    func artifacts(_ uri: String) throws(CommandError) -> (ArtifactFolder, String) {
        if let rest = uri.suffix(after: "runs:/") {
            let (run, path) = Self.split(rest)
            guard !run.isEmpty else { throw CommandError("'\(uri)' names no run; write runs:/<run-id>/path") }
            return (try artifactFolder(ofRun: run), path)
        }
        if let rest = uri.suffix(after: "models:/") { return try model(rest, uri) }
        // The last part is what the download is named by.
        guard let slash = uri.lastIndex(of: "/") else { throw CommandError("'\(uri)' is no URI of artifacts") }
        return (try artifactFolder(at: String(uri[...slash])), String(uri[uri.index(after: slash)...]))
    }

    /// "name/version/path", "name@alias/path", "name/stage" or "m-…/path" of a logged model.
    private func model(_ text: String, _ uri: String) throws(CommandError) -> (ArtifactFolder, String) {
        var (name, rest) = Self.split(text)
        if name.hasPrefix("m-"), !name.contains("@") {
            return (try artifactFolder(ofModel: name), rest)
        }
        let version: String?
        if let at = name.lastIndex(of: "@") {
            let alias = String(name[name.index(after: at)...])
            name = String(name[..<at])
            let found = try call("getModelVersionByAlias", ["name": .string(name), "alias": .string(alias)])
            version = found["model_version"]?["version"]?.stringValue
        } else {
            let (which, path) = Self.split(rest)
            rest = path
            version = Int(which) == nil ? try latest(name, which) : which
        }
        guard let version, !version.isEmpty else {
            throw CommandError("'\(uri)' names no version; write models:/<name>/<version> or models:/<name>@<alias>")
        }
        let answer = try call("getModelVersionDownloadUri", ["name": .string(name), "version": .string(version)])
        let source = answer["artifact_uri"]?.stringValue ?? ""
        if let model = source.suffix(after: "models:/") {
            return (try artifactFolder(ofModel: Self.split(model).0), rest)
        }
        if source.hasPrefix("runs:/") {
            let (folder, path) = try artifacts(source)
            return (try folder.below(path), rest)
        }
        return (try artifactFolder(at: source), rest)
    }

    /// The artifacts of a logged model.
    private func artifactFolder(ofModel id: String) throws(CommandError) -> ArtifactFolder {
        let info = try call("getLoggedModel", path: ("model_id", id))["model"]?["info"]
        return try artifactFolder(at: info?["artifact_uri"]?.stringValue ?? "")
    }

    /// The newest version in a stage, or of all when it is "latest".
    private func latest(_ name: String, _ stage: String) throws(CommandError) -> String? {
        guard !stage.isEmpty else { return nil }
        var fields: JSONObject = ["name": .string(name)]
        if stage.lowercased() != "latest" { fields["stages"] = [.string(stage)] }
        let found = try call("getLatestVersions", fields)["model_versions"]?.arrayValue ?? []
        return found.compactMap { $0["version"]?.stringValue.flatMap { Int($0) } }.max().map { String($0) }
    }

    /// What is before the first slash, and what is behind it.
    private static func split(_ text: String) -> (String, String) {
        let first = text.prefix { $0 != "/" }
        return (String(first), String(text.dropFirst(first.count + 1)))
    }
}

extension String {
    /// What follows a beginning; nil when the text begins otherwise.
    func suffix(after beginning: String) -> String? {
        hasPrefix(beginning) ? String(dropFirst(beginning.count)) : nil
    }
}
