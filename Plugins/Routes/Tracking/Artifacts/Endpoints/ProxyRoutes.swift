// Assay: the routes of the artifact proxy.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayOperations

/// The operations of the artifact proxy, and what answers them.
enum ProxyRoutes {
    /// The operations that are answered here and not by the tracking store.
    static let operations: Set<String> = [
        "downloadArtifact", "uploadArtifact", "listProxiedArtifacts", "deleteArtifact", "createMultipartUpload",
        "completeMultipartUpload", "abortMultipartUpload", "getPresignedDownloadUrl",
    ]

    /// The routes; where no artifacts are served, each says so.
    static func all(_ config: RoutesConfig, _ service: ArtifactService) -> [any Endpoint] {
        Operations.all.filter { operations.contains($0.name) }.flatMap { operation in
            operation.routes.flatMap { route in
                route.prefixes.flatMap { endpoints(operation, route, config, config.prefix + $0, service) }
            }
        }
    }

    private static func endpoints(
        _ operation: AssayOperations.Operation, _ route: AssayOperations.Route, _ config: RoutesConfig,
        _ prefix: String, _ service: ArtifactService
    ) -> [any Endpoint] {
        let isUpload = operation.name == "uploadArtifact"
        let isDownload = operation.name == "downloadArtifact"
        var made = AssayKit.Route(
            route.method.rawValue, prefix + route.path, operation: operation.name,
            permission: "\(operation.access.permission)",
            body: isUpload ? .streamed(limit: nil) : .buffered(limit: config.bodyLimit))
        guard config.artifacts != nil else {
            made.body = .ignored
            return [DisabledEndpoint(made, isNative: isUpload || isDownload, prefix + route.path)]
        }
        let native = ArtifactEndpoint(made, service, isUpload || isDownload ? .native : .flask) {
            try await answer(operation, $0, $1)
        }
        guard isDownload else { return [native] }
        // MLflow's native routes know no HEAD: Flask answers it.
        made.method = "HEAD"
        return [native, ArtifactEndpoint(made, service, .flask) { try await download($0, $1, .flask) }]
    }

    private static func answer(
        _ operation: AssayOperations.Operation, _ service: ArtifactService, _ exchange: Exchange
    ) async throws -> RouteAnswer? {
        switch operation.name {
        case "downloadArtifact": return try await download(service, exchange, .native)
        case "uploadArtifact": return try await upload(service, exchange)
        case "deleteArtifact": return try await Removal(service, exchange).run(path(exchange))
        case "listProxiedArtifacts":
            let request = try Request.read(
                operation, body: exchange.body, query: exchange.rawQuery, isGet: true)
            let path = request.optionalString("path") ?? ""
            if request.has("path") { try ArtifactPath.check(path) }
            return try await Listing(service, exchange).run(path)
        default: return try await Multipart(operation, service, exchange).run(path(exchange))
        }
    }

    /// The path of the route, checked. A line break is in no path that MLflow's routes match.
    private static func path(_ exchange: Exchange) throws -> String {
        let path = exchange.parameter("artifact_path") ?? ""
        try ArtifactPath.check(path)
        return path
    }

    private static func download(
        _ service: ArtifactService, _ exchange: Exchange, _ style: AnswerStyle
    ) async throws -> RouteAnswer? {
        let path = try path(exchange)
        guard let key = try? ArtifactKey(plain: path) else { throw ArtifactFailure.fault }
        guard !key.isRoot else { throw ArtifactFailure.isFolder(path) }
        return try await Download(
            exchange: exchange, service: service, style: style, key: key, shown: path, name: String(key.name)
        ).run()
    }

    private static func upload(_ service: ArtifactService, _ exchange: Exchange) async throws -> RouteAnswer? {
        let upload = UploadPath(try path(exchange))
        guard !upload.name.isEmpty else { throw ArtifactFailure.hasNoName }
        let key = try upload.key()
        guard try await Upload(service, exchange, key).run() else { return nil }
        service.tell("uploadArtifact", key, exchange, run: RunPlace(key))
        return RouteAnswer(status: 200)
    }
}
