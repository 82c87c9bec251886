// Assay: one operation of the tracking API.
// SPDX-License-Identifier: Apache-2.0

/// An operation: where it is reached, what it takes, who may do it, and what is told when it is done.
///
/// The tracking stores, the HTTP routes and the clients share the one list, `Operations.all`.
public struct Operation: Sendable {
    /// The name, which is unique.
    public let name: String
    /// Where it is reached; the first one is what clients use.
    public let routes: [Route]
    /// The request's fields.
    public let request: MessageSchema
    /// What the caller must be allowed to do, and to what.
    public let access: Access
    /// True if it changes something.
    public let isWrite: Bool
    /// The hooks that are told when it is done, `before_` and the same name the deciders that are asked before.
    public let after: [String]

    /// What the parameters must hold.
    let checks: [Check]
    /// False if neither body nor query is read as a message.
    let readsMessage: Bool
    /// True if the body must be something that has a length.
    let countsMembers: Bool
    /// Parameters of the path that are ignored in favour of the body's.
    let bodyNames: [String]
    /// Further checks and conversions, which get the parameters of the query if the method is GET.
    let refine: Refinement?
    /// True if the request has points of metrics.
    let hasMetrics: Bool

    /// What is done to a request at the end of its reading.
    typealias Refinement =
        @Sendable (inout Request, _ arguments: [(name: String, value: String)]) throws(APIError) -> Void

    init(
        _ name: String, _ routes: [Route], _ access: Access, isWrite: Bool? = nil, after: [String] = [],
        request: [FieldSchema], checks: [Check] = [], readsMessage: Bool = true, countsMembers: Bool = false,
        bodyNames: [String] = [], refine: Refinement? = nil
    ) {
        self.name = name
        self.routes = routes
        self.request = MessageSchema(name, request)
        self.access = access
        self.isWrite = isWrite ?? (access.permission.allowsChanges)
        self.after = after
        self.checks = checks
        self.readsMessage = readsMessage
        self.countsMembers = countsMembers
        self.bodyNames = bodyNames
        self.refine = refine
        hasMetrics = request.contains { field in
            if case .message(let schema) = field.kind { schema === MessageSchema.metric } else { false }
        }
    }

    /// The method of the first route.
    public var method: Method { routes.first?.method ?? .get }

    /// The path of the first route, below `/api` and `/ajax-api`.
    public var path: String { routes.first?.path ?? "" }
}
