// Assay: the artifact routes of MLflow's web page.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit
import AssayOperations

/// Downloads by run, model version and logged model, and the page's small uploads.
enum PageRoutes {
    /// The longest upload, in bytes.
    private static let mostBytes = 10 << 20

    /// The routes, where there is a tracking store.
    static func all(_ config: RoutesConfig, _ service: ArtifactService) -> [any Endpoint] {
        let model = "/ajax-api/2.0/mlflow/logged-models/{model_id}/artifacts/files"
        let files: [(String, ArtifactEndpoint.Body)] = [
            ("/get-artifact", run), ("/model-versions/get-artifact", modelVersion), (model, loggedModel),
        ]
        let downloads = files.flatMap { path, body in
            ["GET", "HEAD"].map { method in
                ArtifactEndpoint(
                    AssayKit.Route(
                        method, config.prefix + path, operation: "downloadArtifact", permission: "read"), service,
                    .flask, body)
            }
        }
        // One byte more than is allowed, so that MLflow's own words are the answer.
        let upload = AssayKit.Route(
            "POST", config.prefix + "/ajax-api/2.0/mlflow/upload-artifact", operation: "uploadArtifact",
            permission: "edit", body: .buffered(limit: max(config.bodyLimit, mostBytes + 1)))
        return downloads + [ArtifactEndpoint(upload, service, .flask, Self.upload)]
    }

    @Sendable private static func run(_ service: ArtifactService, _ exchange: Exchange) async throws -> RouteAnswer? {
        let id = exchange.nonEmptyArgument("run_id") ?? exchange.argument("run_uuid")
        guard let path = exchange.argument("path") else { throw ArtifactFailure.badRequest }
        try ArtifactPath.check(path)
        // Python's name for what is absent.
        let answer = try await service.ask("getRun", ["run_id": .string(id ?? "None")], for: exchange)
        return try await download(answer["run"]?["info"]?["artifact_uri"], path, service, exchange)
    }

    @Sendable private static func modelVersion(
        _ service: ArtifactService, _ exchange: Exchange
    ) async throws -> RouteAnswer? {
        guard let path = exchange.argument("path") else { throw ArtifactFailure.badRequest }
        try ArtifactPath.check(path)
        guard let name = exchange.argument("name") else {
            throw APIError.invalidParameter("Missing value for required parameter 'name'.")
        }
        guard let version = exchange.argument("version") else {
            throw APIError(
                .internalError,
                "int() argument must be a string, a bytes-like object or a real number, not 'NoneType'")
        }
        let request: JSONValue = ["name": .string(name), "version": .string(version)]
        let answer = try await service.ask("getModelVersionDownloadUri", request, for: exchange)
        return try await download(answer["artifact_uri"], path, service, exchange)
    }

    @Sendable private static func loggedModel(
        _ service: ArtifactService, _ exchange: Exchange
    ) async throws -> RouteAnswer? {
        guard let path = exchange.nonEmptyArgument("artifact_file_path") else {
            throw APIError(.badRequest, "Request must include the \"artifact_file_path\" query parameter.")
        }
        try ArtifactPath.check(path)
        let id = exchange.parameter("model_id") ?? ""
        let answer = try await service.ask("getLoggedModel", path: ("model_id", id), for: exchange)
        return try await download(answer["model"]?["info"]?["artifact_uri"], path, service, exchange)
    }

    private static func download(
        _ uri: JSONValue?, _ path: String, _ service: ArtifactService, _ exchange: Exchange
    ) async throws -> RouteAnswer? {
        guard case .string(let uri) = uri else { throw ArtifactFailure.fault }
        let whole = try ProxiedRoot.path(uri, path)
        try ArtifactPath.check(whole)
        guard let key = try? ArtifactKey(plain: whole) else { throw ArtifactFailure.fault }
        guard !key.isRoot else { throw ArtifactFailure.isFolder(whole) }
        return try await Download(
            exchange: exchange, service: service, style: .flask, key: key, shown: whole, name: String(key.name)
        ).run()
    }

    @Sendable private static func upload(
        _ service: ArtifactService, _ exchange: Exchange
    ) async throws -> RouteAnswer? {
        guard let id = exchange.nonEmptyArgument("run_uuid") else {
            throw APIError.invalidParameter("Request must specify run_uuid.")
        }
        guard let path = exchange.nonEmptyArgument("path") else {
            throw APIError.invalidParameter("Request must specify path.")
        }
        try ArtifactPath.check(path)
        let bytes = Array(exchange.body)
        guard bytes.count <= mostBytes else {
            throw APIError.invalidParameter("Artifact size is too large. Max size is 10MB.")
        }
        // Flask takes a form for something else.
        let type = exchange.header("content-type").map { $0.prefix { $0 != ";" }.lowercased() } ?? ""
        guard !bytes.isEmpty, type != "application/x-www-form-urlencoded", type != "multipart/form-data" else {
            throw APIError.invalidParameter("Request must specify data.")
        }
        let answer = try await service.ask("getRun", ["run_id": .string(id)], for: exchange)
        let info = answer["run"]?["info"]
        guard case .string(let uri)? = info?["artifact_uri"], case .string(let experiment)? = info?["experiment_id"]
        else { throw ArtifactFailure.fault }
        // MLflow writes below its own root, whatever root the run has; only where it serves the run's artifacts at all.
        _ = try ProxiedRoot.path(uri)
        let key = try UploadPath("\(experiment)/\(id)/artifacts/\(path)").key()
        try await Upload(service, exchange, key).run(bytes)
        service.tell("uploadArtifact", key, exchange, run: RunPlace(experimentID: experiment, runID: id))
        return RouteAnswer(status: 200, headers: [("content-type", "application/json")])
    }
}
