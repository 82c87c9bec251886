// Assay: what the artifact routes stand on.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayOperations
import CAssay
import Synchronization

/// The stores behind the artifact routes, from start to stop, and the tasks that answer.
final class ArtifactService: Sendable {
    private struct State: Sendable {
        var artifacts: ArtifactStore?
        var tracking: Tracking?
        var types: MediaType?
    }

    /// The longest answer of the tracking store that is read here, in bytes.
    private static let longestAnswer = 64 << 20

    let tasks: RouteTasks
    private let host: Host
    private let source: String
    private let events: ArtifactEvents
    private let state = Mutex(State())

    init(_ host: Host, source: String) throws {
        self.host = host
        self.source = source
        tasks = try RouteTasks(host, source: source)
        events = try ArtifactEvents(host)
    }

    func start(artifacts: String?, tracking: String?) throws {
        let found = State(
            artifacts: try artifacts.map { try ArtifactStore(host.instance(named: $0), host: host) },
            tracking: try tracking.map { try Tracking(host.instance(named: $0)) },
            types: artifacts == nil ? nil : MediaType())
        state.withLock { $0 = found }
    }

    func stop() { state.withLock { $0 = State() } }

    /// The store of artifacts.
    func artifacts() throws(ArtifactFailure) -> ArtifactStore {
        guard let store = state.withLock({ $0.artifacts }) else {
            throw .api(APIError(.temporarilyUnavailable, "this server serves no artifacts"))
        }
        return store
    }

    /// The type of a file of this name.
    func mediaType(_ name: String) -> String { state.withLock { $0.types }?.guess(name) ?? "application/octet-stream" }

    func log(_ message: String) { host.log(.ASSAY_LOG_WARNING, source, message) }

    /// What an operation of the tracking store answers; throws its error.
    func ask(_ operation: String, _ body: JSONValue, for exchange: Exchange) async throws -> JSONValue {
        guard let tracking = state.withLock({ $0.tracking }) else {
            throw ArtifactFailure.api(APIError(.endpointNotFound, "this server serves artifacts only"))
        }
        let request = TrackingRequest(
            operation, workspace: exchange.workspace, principal: exchange.principal, body: Array(body.text().utf8))
        return try await answer(of: tracking, request)
    }

    /// The same for an operation whose path has a parameter.
    func ask(
        _ operation: String, path: (name: String, value: String), for exchange: Exchange
    ) async throws -> JSONValue {
        guard let tracking = state.withLock({ $0.tracking }) else {
            throw ArtifactFailure.api(APIError(.endpointNotFound, "this server serves artifacts only"))
        }
        let request = TrackingRequest(
            operation, workspace: exchange.workspace, principal: exchange.principal, pathParameters: [path],
            isGet: true)
        return try await answer(of: tracking, request)
    }

    private func answer(of tracking: Tracking, _ request: TrackingRequest) async throws -> JSONValue {
        let answer = try await tracking.call(request)
        guard answer.isSuccess else { throw ArtifactFailure.tracking(answer) }
        guard answer.body.count <= Self.longestAnswer else {
            throw APIError(
                .requestLimitExceeded,
                "The answer has more than \(Self.longestAnswer) bytes. Please ask for fewer at once.")
        }
        guard let value = try? JSONValue(parsing: String(decoding: answer.body, as: UTF8.self)) else {
            throw ArtifactFailure.fault
        }
        return value
    }

    /// Tells the listeners of `log_artifact`.
    func tell(_ operation: String, _ key: ArtifactKey, _ exchange: Exchange, run: RunPlace?) {
        events.tellStored(ArtifactEvent(operation, key, exchange, run: run))
    }

    /// Asks the deciders before anything is done with an artifact; throws PERMISSION_DENIED when one refuses.
    func permit(_ operation: String, _ key: ArtifactKey, _ exchange: Exchange) async throws(ArtifactFailure) {
        do throws(APIError) {
            try await events.permit(ArtifactEvent(operation, key, exchange, run: RunPlace(key)))
        } catch {
            throw .api(error)
        }
    }
}
