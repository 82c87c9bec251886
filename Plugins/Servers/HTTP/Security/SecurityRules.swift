// Assay: what all routes alike are guarded by.
// SPDX-License-Identifier: Apache-2.0
import NIOHTTP1

/// The checks before a route, and the headers that all answers carry: MLflow's, with its defaults.
struct SecurityRules: Sendable {
    let hosts: HostRule
    let origins: OriginRule
    /// The value of X-Frame-Options; nil for none.
    let frameOptions: String?
    /// Paths below these are guarded whether they have a route or not.
    let prefixes: [String]

    private static let methods = "GET, POST, PUT, DELETE, OPTIONS, PATCH"

    /// Whether a path belongs to the API.
    func isAPI(_ path: String) -> Bool { prefixes.contains { path.hasPrefix($0) } }

    /// Adds the headers that an answer to a request with this Origin carries.
    func guardAnswer(_ headers: inout HTTPHeaders, origin: String?) {
        headers.replaceOrAdd(name: "x-content-type-options", value: "nosniff")
        if let frameOptions { headers.replaceOrAdd(name: "x-frame-options", value: frameOptions) }
        shareAnswer(&headers, origin: origin)
    }

    /// Adds the headers that say who may read an answer.
    func shareAnswer(_ headers: inout HTTPHeaders, origin: String?) {
        if origins.allowsAll {
            headers.add(name: "access-control-allow-origin", value: "*")
            if origin != nil { headers.add(name: "access-control-expose-headers", value: "*") }
            return
        }
        headers.add(name: "vary", value: "Origin")
        guard let origin else { return }
        headers.add(name: "access-control-allow-credentials", value: "true")
        headers.add(name: "access-control-expose-headers", value: "*")
        if origins.allowsReading(origin) { headers.add(name: "access-control-allow-origin", value: origin) }
    }

    /// The answer to a page that asks whether it may send a request.
    func preflight(origin: String, method: String, headers wanted: String?) -> Answer {
        let isAllowed = origins.allowsReading(origin)
        let knowsMethod = origins.allowsAll ? Self.all : Self.methods
        let hasMethod = knowsMethod.split(separator: ", ").contains(Substring(method))
        var headers: HTTPHeaders = [
            "content-type": "text/plain; charset=utf-8", "access-control-allow-methods": knowsMethod,
            "access-control-max-age": "600",
        ]
        if origins.allowsAll {
            headers.add(name: "access-control-allow-origin", value: "*")
        } else {
            headers.add(name: "vary", value: Self.varies)
            headers.add(name: "access-control-allow-credentials", value: "true")
            if isAllowed { headers.add(name: "access-control-allow-origin", value: origin) }
        }
        if let wanted { headers.add(name: "access-control-allow-headers", value: wanted) }
        let faults = (isAllowed ? [] : ["origin"]) + (hasMethod ? [] : ["method"])
        return Answer(
            status: faults.isEmpty ? .ok : .badRequest, headers: headers,
            text: faults.isEmpty ? "OK" : "Disallowed CORS " + faults.joined(separator: ", "))
    }

    private static let all = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"
    private static let varies =
        "Origin, Access-Control-Request-Method, Access-Control-Request-Headers, Access-Control-Request-Private-Network"
}
