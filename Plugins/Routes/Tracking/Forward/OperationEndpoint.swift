// Assay: the routes of the tracking operations.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayOperations

/// One path of one operation.
struct OperationEndpoint: Endpoint {
    let route: AssayKit.Route
    private let operation: String
    private let isGet: Bool
    private let checksContentType: Bool

    /// The operations, each under both prefixes.
    static func all(_ config: RoutesConfig) -> [OperationEndpoint] {
        Operations.all.filter { !ProxyRoutes.operations.contains($0.name) }.flatMap { operation in
            operation.routes.flatMap { route in
                route.prefixes.map { OperationEndpoint(operation, route, config.prefix + $0, config) }
            }
        }
    }

    private init(
        _ operation: AssayOperations.Operation, _ route: AssayOperations.Route, _ prefix: String, _ config: RoutesConfig
    ) {
        self.operation = operation.name
        isGet = route.method == .get
        checksContentType = route.method == .post || route.method == .put
        self.route = AssayKit.Route(
            route.method.rawValue, prefix + route.path, operation: operation.name,
            permission: "\(operation.access.permission)", body: .buffered(limit: config.bodyLimit))
    }

    func handle(_ exchange: Exchange, _ store: TrackingStore?) {
        guard let store else { return exchange.abort() }
        if checksContentType, let refusal = ContentTypeRule.refusal(exchange.header("content-type")) {
            return exchange.respond(refusal)
        }
        ForwardedCall.begin(operation, isGet: isGet, exchange, store)
    }
}
