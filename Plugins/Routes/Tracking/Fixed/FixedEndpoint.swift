// Assay: routes whose answer does not depend on anything.
// SPDX-License-Identifier: Apache-2.0
import AssayKit

/// A route that always answers the same.
struct FixedEndpoint: Endpoint {
    /// JSON, as most answers are.
    static let json: StaticString = "application/json"
    /// What Flask calls a text that nobody has given a type.
    static let html: StaticString = "text/html; charset=utf-8"

    let route: Route
    let status: Int
    let contentType: StaticString
    let body: [UInt8]

    init(_ route: Route, status: Int = 200, _ contentType: StaticString, _ text: String) {
        self.route = route
        self.status = status
        self.contentType = contentType
        body = Array(text.utf8)
    }

    func handle(_ exchange: Exchange, _ store: TrackingStore?) {
        body.withUnsafeBytes { exchange.respond(status, contentType: contentType, body: $0) }
    }
}
