// Assay: which function carries out which operation.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations

/// A call on its way through an operation: who asks, and the request as read.
struct Call: Sendable {
    let operation: Operation
    let request: Request
    /// The workspace; "default" when the client names none.
    let workspace: String
    /// Who asks; "" when nobody is authenticated.
    let principal: String
}

/// Carries out an operation.
typealias Handler = @Sendable (Store, Call) async throws(APIError) -> TrackingAnswer

extension Store {
    /// The function of each operation, by the operation's name.
    static let handlers: [String: Handler] = [
        experimentHandlers, experimentSearchHandlers, runHandlers, runSearchHandlers, metricHandlers, historyHandlers,
        inputHandlers, loggedModelHandlers, loggedModelSearchHandlers, registeredModelHandlers, modelVersionHandlers,
        aliasHandlers, registrySearchHandlers, webhookHandlers, artifactHandlers, presignHandlers,
        modelHistoryHandlers, datasetSearchHandlers,
    ].reduce(into: [:]) { $0.merge($1) { first, _ in first } }
}
