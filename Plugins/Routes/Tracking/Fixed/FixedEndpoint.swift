// Assay: routes whose answer does not depend on anything.
// SPDX-License-Identifier: Apache-2.0
import AssayKit

/// A route that always answers the same.
struct FixedEndpoint: Endpoint {
    let route: Route
    let status: Int
    let contentType: StaticString
    let text: StaticString

    init(_ route: Route, status: Int = 200, _ contentType: StaticString, _ text: StaticString) {
        self.route = route
        self.status = status
        self.contentType = contentType
        self.text = text
    }

    func handle(_ exchange: Exchange, _ store: TrackingStore?) {
        let body = UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        exchange.respond(status, contentType: contentType, body: body)
    }
}

extension FixedEndpoint {
    /// The release of MLflow whose API this is: clients choose by it what they ask for.
    static let version: StaticString = "3.17.2"

    /// What load balancers and clients ask first, whatever Host they name.
    static func probes(_ prefix: String) -> [FixedEndpoint] {
        let health = Route("GET", prefix + "/health", operation: "health", permission: "public", answersAnyHost: true)
        let version = Route(
            "GET", prefix + "/version", operation: "version", permission: "public", answersAnyHost: true)
        return [
            FixedEndpoint(health, "text/plain; charset=utf-8", "OK"),
            FixedEndpoint(version, "text/html; charset=utf-8", Self.version),
        ]
    }
}
