// Assay: one route of the artifacts.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayOperations

/// A route whose exchanges are answered by a task.
struct ArtifactEndpoint: Endpoint {
    typealias Body = @Sendable (ArtifactService, Exchange) async throws -> RouteAnswer?

    let route: AssayKit.Route
    private let service: ArtifactService
    private let style: AnswerStyle
    private let body: Body

    init(_ route: AssayKit.Route, _ service: ArtifactService, _ style: AnswerStyle, _ body: @escaping Body) {
        self.route = route
        self.service = service
        self.style = style
        self.body = body
    }

    func handle(_ exchange: Exchange, _ store: TrackingStore?) {
        let (service, style, body) = (service, style, body)
        service.tasks.begin(exchange) { exchange in
            do {
                return try await body(service, exchange)
            } catch {
                if (error as? ArtifactFailure) == nil, (error as? APIError) == nil { service.log("\(error)") }
                return ArtifactFailure(error, exchange.path).answer(style)
            }
        }
    }
}

extension Exchange {
    /// The value of a parameter of the query; nil when it is not there.
    func argument(_ name: String) -> String? {
        QueryString.parse(rawQuery).first { $0.name == name }?.value
    }

    /// The same; nil also when it is empty.
    func nonEmptyArgument(_ name: String) -> String? {
        argument(name).flatMap { $0.isEmpty ? nil : $0 }
    }
}
