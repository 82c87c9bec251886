// Assay: MLflow's REST API over a tracking store.
// SPDX-License-Identifier: Apache-2.0
package import AssayKit
import CAssay

/// The component `assay.routes.tracking`: every operation of the tracking API under `/api` and `/ajax-api`, the
/// probes, and what MLflow's server tells of itself.
package final class TrackingRoutes: RoutesComponent, @unchecked Sendable {
    // @unchecked: `store` is written by start and stop on the main thread, when no exchange is in flight.
    static let id = "assay.routes.tracking"

    package static let descriptor = ComponentDescriptor(
        id: id, kind: ASSAY_KIND_ROUTES, name: "Tracking routes",
        description: "MLflow's REST API over a tracking store.", configSchema: RoutesConfig.schema)

    package let routeList: RouteList
    private let host: Host
    private let config: RoutesConfig
    private let endpoints: [any Endpoint]
    private let artifacts: ArtifactService
    private var store: TrackingStore?

    package init(host: Host, config: Config) throws {
        self.host = host
        self.config = try RoutesConfig(config)
        artifacts = try ArtifactService(host, source: Self.id)
        endpoints = try Self.endpoints(self.config, artifacts, host)
        routeList = RouteList(endpoints.map(\.route))
    }

    package func start() throws {
        try artifacts.start(artifacts: config.artifacts, tracking: config.tracking)
        if let name = config.tracking { store = try TrackingStore(host.instance(named: name)) }
    }

    package func stop() {
        store = nil
        artifacts.stop()
    }

    package func handle(_ exchange: Exchange) {
        endpoints[exchange.route].handle(exchange, store)
    }

    private static func endpoints(
        _ config: RoutesConfig, _ artifacts: ArtifactService, _ host: Host
    ) throws -> [any Endpoint] {
        var endpoints: [any Endpoint] = FixedEndpoint.probes(config.prefix)
        endpoints += FixedEndpoint.workspaces(config.prefix)
        endpoints += ProxyRoutes.all(config, artifacts) as [any Endpoint]
        if config.tracking != nil {
            endpoints += FixedEndpoint.capabilities(config.prefix) as [any Endpoint]
            endpoints += FixedEndpoint.unserved(config.prefix) as [any Endpoint]
            endpoints += FixedEndpoint.gateway(config.prefix) as [any Endpoint]
            endpoints += FixedEndpoint.offers(config.prefix) as [any Endpoint]
            endpoints += FixedEndpoint.absent(config.prefix) as [any Endpoint]
            endpoints.append(TraceMetricsEndpoint(config.prefix))
            endpoints += OperationEndpoint.all(config) as [any Endpoint]
            endpoints += PageRoutes.all(config, artifacts) as [any Endpoint]
            endpoints += try GraphQLEndpoint.all(config, artifacts)
        }
        if let page = config.page { endpoints += PageEndpoint.all(config.prefix, try PageFiles(page), host) }
        return endpoints
    }
}
