// Assay: the tracking store, as GraphQL requests ask it.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit
import AssayOperations
import GraphQL
import Synchronization

/// The operations of the tracking store on behalf of one GraphQL request, which has an experiment read once.
final class PageStore: Sendable {
    private let service: ArtifactService
    private let exchange: Exchange
    private let experiments = Mutex<[String: JSONValue]>([:])

    init(_ service: ArtifactService, _ exchange: Exchange) {
        self.service = service
        self.exchange = exchange
    }

    /// The query of the request's own URL.
    func argument(_ name: String) -> String? { exchange.argument(name) }

    /// What an operation answers; throws its message.
    func ask(_ operation: String, _ body: JSONObject) async throws -> JSONValue {
        try Task.checkCancellation()
        do {
            return try await service.ask(operation, .object(body), for: exchange)
        } catch ArtifactFailure.tracking(let answer) {
            let json = try? JSONValue(parsing: String(decoding: answer.body, as: UTF8.self))
            throw FieldFault(json?["message"]?.stringValue ?? "the operation \(operation) failed")
        } catch ArtifactFailure.api(let error) {
            throw FieldFault(error.message)
        } catch let error as APIError {
            throw FieldFault(error.message)
        } catch let error as AssayError {
            throw FieldFault(error.description)
        }
    }

    /// The answer about an experiment.
    func experiment(_ id: String) async throws -> JSONValue {
        if let known = experiments.withLock({ $0[id] }) { return known }
        let answer = try await ask("getExperiment", ["experiment_id": .string(id)])
        experiments.withLock { $0[id] = answer }
        return answer
    }
}
