// Assay: a call to a tracking store.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// What a client asks of a tracking store: an endpoint of MLflow's REST API by the name of its RPC, and what a client
/// of that endpoint would send.
public struct TrackingRequest: Sendable {
    /// The RPC's name, for instance "searchRuns".
    public var operation: String
    /// "" for the default workspace.
    public var workspace: String
    /// Who asks; "" when nobody is authenticated.
    public var principal: String
    /// A JSON object, or nothing.
    public var body: [UInt8]
    /// The query string as received, without '?'.
    public var query: String
    /// The parts of the path that stand for fields of the request, percent-decoded.
    public var pathParameters: [(name: String, value: String)]
    /// Whether fields are read from the query, and from the body only when there is no query.
    public var isGet: Bool

    /// Makes a request.
    public init(
        _ operation: String, workspace: String = "", principal: String = "", body: [UInt8] = [], query: String = "",
        pathParameters: [(name: String, value: String)] = [], isGet: Bool = false
    ) {
        self.operation = operation
        self.workspace = workspace
        self.principal = principal
        self.body = body
        self.query = query
        self.pathParameters = pathParameters
        self.isGet = isGet
    }

    /// Copies what a C caller has passed.
    init(_ request: assay_tracking_request_t) {
        self.init(
            String(request.operation), workspace: String(request.workspace), principal: String(request.principal),
            body: [UInt8](request.body), query: String(request.query), isGet: request.flags & ASSAY_TRACKING_GET != 0)
        let parameters = UnsafeBufferPointer(
            start: request.path_parameters, count: request.path_parameters == nil ? 0 : request.path_parameter_count)
        pathParameters = parameters.map { (String($0.key), String($0.value)) }
    }
}

extension [UInt8] {
    /// Copies borrowed bytes.
    init(_ bytes: assay_bytes_t) {
        self.init(UnsafeRawBufferPointer(start: bytes.data, count: bytes.data == nil ? 0 : bytes.length))
    }
}
