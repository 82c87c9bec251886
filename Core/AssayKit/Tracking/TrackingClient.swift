// Assay: a client of a tracking store: MLflow's client API in Swift.
// SPDX-License-Identifier: Apache-2.0
public import AssayJSON

/// A client of a tracking store, local or remote: what `MlflowClient` is in Python. Every method is one operation;
/// `TrackingFailure` is what the store answers instead of a result. For code that logs to one run at a time, `Run` is
/// shorter.
///
///     let client = TrackingClient(try host.tracking(named: "tracking"))
///     let experiment = try await client.createExperiment("checkout")
///     let run = try await client.createRun(in: experiment)
///     try await client.log([MetricPoint(key: "p95", value: 212, timestamp: now)], to: run.id)
public struct TrackingClient: Sendable {
    let tracking: Tracking
    /// The workspace of all calls; "" for the default one.
    public let workspace: String
    /// Who calls.
    public let principal: String

    /// Makes a client.
    public init(_ tracking: Tracking, workspace: String = "", principal: String = "") {
        self.tracking = tracking
        self.workspace = workspace
        self.principal = principal
    }

    /// Carries out any operation by its RPC's name and returns the answer's object. `path` has the fields that stand in
    /// the operation's path, such as "model_id" of "getLoggedModel".
    @discardableResult
    public func call(
        _ operation: String, _ fields: JSONObject = [:], path: [(name: String, value: String)] = []
    ) async throws -> JSONValue {
        let answer = try await tracking.call(
            TrackingRequest(
                operation, workspace: workspace, principal: principal,
                body: [UInt8](JSONValue.object(fields).text().utf8), pathParameters: path))
        guard answer.isSuccess else { throw TrackingFailure(answer) }
        return answer.body.isEmpty ? [:] : try JSONValue(parsing: String(decoding: answer.body, as: UTF8.self))
    }

    /// Carries out an operation whose fields may be absent: nil leaves a field out.
    @discardableResult
    func call(_ operation: String, _ fields: [(String, JSONValue?)]) async throws -> JSONValue {
        var object: JSONObject = [:]
        for (key, value) in fields { if let value { object[key] = value } }
        return try await call(operation, object)
    }

    /// A list of tags or params as requests hold it.
    static func pairs(_ pairs: [String: String]) -> JSONValue? {
        pairs.isEmpty
            ? nil
            : .array(pairs.sorted { $0.key < $1.key }.map { ["key": .string($0.key), "value": .string($0.value)] })
    }

    /// Reads a list of tags or params.
    static func dictionary(_ list: JSONValue?) -> [String: String] {
        var result: [String: String] = [:]
        for pair in list?.arrayValue ?? [] {
            if let key = pair["key"]?.stringValue { result[key] = pair["value"]?.stringValue ?? "" }
        }
        return result
    }
}

extension Host {
    /// The tracking store that is published as `name`; a missing one throws NOT_FOUND. On the main thread.
    public func tracking(named name: String = "tracking") throws -> Tracking {
        try Tracking(try instance(named: name))
    }
}
