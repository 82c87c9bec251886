// Assay: what a server is to be, from options and environment.
// SPDX-License-Identifier: Apache-2.0
import AssayCore
import CAssay

/// The settings of a server, checked.
struct ServerSettings {
    let backend: BackendURI
    let artifacts: ArtifactSettings
    let host: String
    let port: Int
    let prefix: String
    let mlflowUI: String?
    let graphQL: GraphQLLimits
    let allowedHosts: [String]
    let corsOrigins: [String]
    let frameOptions: String
    let hasSecurity: Bool
    let equipment: HostOptions
    /// What the user should know.
    let notices: [String]

    init(_ command: ServerCommand, _ environment: ServerEnvironment) throws(CommandError) {
        let network = command.network
        backend = try Self.backend(command.storage, environment)
        artifacts = try ArtifactSettings(command.storage, environment)
        host = network.host ?? environment.text("MLFLOW_HOST") ?? "127.0.0.1"
        let port = try environment.number("MLFLOW_PORT")
        self.port = try Self.port(network.port ?? port ?? 5000)
        prefix = Self.prefix(network.staticPrefix ?? environment.text("MLFLOW_STATIC_PREFIX") ?? "")
        mlflowUI = network.mlflowUI
        graphQL = try GraphQLLimits(environment)
        let security = command.security
        let isOff = try environment.flag("MLFLOW_SERVER_DISABLE_SECURITY_MIDDLEWARE") ?? false
        hasSecurity = !(security.disableSecurityMiddleware || isOff)
        allowedHosts = Self.list(security.allowedHosts ?? environment.text("MLFLOW_SERVER_ALLOWED_HOSTS"))
        corsOrigins = Self.list(security.corsAllowedOrigins ?? environment.text("MLFLOW_SERVER_CORS_ALLOWED_ORIGINS"))
        frameOptions = security.xFrameOptions ?? environment.text("MLFLOW_SERVER_X_FRAME_OPTIONS") ?? "SAMEORIGIN"
        equipment = Self.equipment(command.process)
        let exposure = try Exposure(host: host, isAllowed: security.allowUnauthenticated)
        var notices = exposure.notices
        if network.workers != nil || environment.text("MLFLOW_WORKERS") != nil {
            notices.append("--workers is not needed: one process uses all cores")
        }
        if !hasSecurity { notices.append("neither Host nor Origin is checked: any web page can use this server") }
        if allowedHosts.contains("*") { notices.append("every Host header is served: DNS rebinding is possible") }
        if corsOrigins.contains("*") { notices.append("every origin is allowed: any web page can use this server") }
        self.notices = notices
    }

    private static func backend(
        _ options: StorageOptions, _ environment: ServerEnvironment
    ) throws(CommandError) -> BackendURI {
        let text = options.backendStoreUri ?? environment.text("MLFLOW_BACKEND_STORE_URI") ?? BackendURI.defaultFolder
        let backend = try BackendURI(text)
        if let registry = options.registryStoreUri ?? environment.text("MLFLOW_REGISTRY_STORE_URI"), registry != text {
            throw CommandError("--registry-store-uri: registered models are in the database of --backend-store-uri")
        }
        return backend
    }

    private static func port(_ port: Int) throws(CommandError) -> Int {
        guard (0...65_535).contains(port) else { throw CommandError("--port: \(port) is not from 0 to 65535") }
        return port
    }

    private static func prefix(_ text: String) -> String {
        var prefix = text.hasPrefix("/") || text.isEmpty ? text : "/" + text
        while prefix.hasSuffix("/") { prefix.removeLast() }
        return prefix
    }

    private static func list(_ text: String?) -> [String] {
        (text ?? "").split(separator: ",").map { item in
            let start = item.drop { $0 == " " }
            return String(start.reversed().drop { $0 == " " }.reversed())
        }
    }

    private static func equipment(_ options: ServerProcessOptions) -> HostOptions {
        var equipment = HostOptions(pluginPaths: options.pluginPath)
        equipment.loopCount = Processors.count
        equipment.logLevel = options.logLevel?.level ?? .ASSAY_LOG_INFO
        equipment.logFile = options.logFile
        return equipment
    }
}
