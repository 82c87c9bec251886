// Assay: the tracking store over a database.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
package import AssayKit
internal import AssayOperations
internal import CAssay

/// A tracking store in a database that an SQL driver opens.
package final class LocalTracking: TrackingComponent, @unchecked Sendable {
    // @unchecked: `stores` is written by start and stop on the main thread, when no call is in flight; each store is
    // used on its loop alone.
    package static let descriptor = ComponentDescriptor(
        id: "assay.tracking.local", kind: ASSAY_KIND_TRACKING, name: "Local tracking store",
        description: "Keeps experiments, runs, models and prompts in PostgreSQL or SQLite.",
        configSchema: configSchema)

    package let calls: TrackingCalls
    private let host: Host
    private let config: LocalConfig
    private var stores: [Store] = []
    private var sweep: TailSweep?

    package init(host: Host, config: Config) throws {
        self.host = host
        self.config = try LocalConfig(config)
        calls = try TrackingCalls(host)
    }

    /// Opens a session on every loop, and brings the schema up to date. Waits for the database, so that a server that
    /// cannot use it does not start.
    package func start() throws {
        let driver = try SQLDriver(try host.instance(named: config.sql))
        let dialect = driver.capabilities.dialect
        guard dialect == "postgres" || dialect == "sqlite" else {
            throw AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT, "the store knows no dialect of this name", context: dialect)
        }
        let settings = StoreSettings(
            isPostgres: dialect == "postgres", artifactRoot: config.artifactRoot, webhooks: .ofEnvironment(),
            secrets: try SecretBox.ofServer(file: config.secretKeyFile),
            artifacts: try config.artifacts.map { try ArtifactStore(try host.instance(named: $0), host: host) },
            otherDatabase: try config.otherSQL.map { try SQLDriver(try host.instance(named: $0)) })
        let workers = try WorkerPool(host)
        let events = try TrackingEvents(host)
        let loops = try host.workLoops()
        for (index, loop) in loops.enumerated() {
            let opening = LoopErrand { [host] in
                Store(
                    settings, try driver.openSession(host, on: loop), events, workers, host: host,
                    calls: self.calls, loop: index)
            }
            stores.append(try opening.run(calls, onLoop: index))
        }
        let first = stores[0]
        try LoopErrand { try await first.prepareDatabase() }.run(calls, onLoop: 0)
        let sweep = TailSweep(host, first, loops[0])
        self.sweep = sweep
        calls.run(onLoop: 0) { await sweep.run() }
        calls.setOpen(true)
    }

    package func stop() {
        calls.setOpen(false)
        if let sweep { try? LoopErrand { await sweep.stop() }.run(calls, onLoop: 0) }
        sweep = nil
        for (index, store) in stores.enumerated() {
            try? LoopErrand { store.session.close() }.run(calls, onLoop: index)
        }
        stores = []
    }

    package func answer(_ request: TrackingRequest, onLoop loop: Int) async -> TrackingAnswer {
        if let task = Store.administration[request.operation] { return await administer(task, request, loop) }
        guard let operation = Operations.named(request.operation), let handler = Store.handlers[operation.name] else {
            return TrackingAnswer(
                APIError(.endpointNotFound, "this tracking store has no operation '\(request.operation)'"))
        }
        do throws(APIError) {
            let call = Call(
                operation: operation,
                request: try Request.read(
                    operation, body: request.body, query: request.query, pathParameters: request.pathParameters,
                    isGet: request.isGet), workspace: request.workspace.isEmpty ? "default" : request.workspace,
                principal: request.principal)
            let store = stores[loop]
            if operation.isWrite { try await store.events.decide(.beforeOperation, call, TrackingDetail(call)) }
            return try await handler(store, call)
        } catch {
            return TrackingAnswer(error)
        }
    }

    /// Administration is for this process alone: no route leads to it.
    private func administer(
        _ task: AdministrationTask, _ request: TrackingRequest, _ loop: Int
    ) async -> TrackingAnswer {
        do throws(APIError) {
            guard let options = try? JSONValue(parsing: String(decoding: request.body, as: UTF8.self)) else {
                throw .invalidParameter("the options of '\(request.operation)' are not JSON")
            }
            return try await task(stores[loop], options)
        } catch {
            return TrackingAnswer(error)
        }
    }

    package func answer(metrics: MetricPoints, onLoop loop: Int) async -> TrackingAnswer {
        do throws(APIError) {
            guard let operation = Operations.named("logBatch") else { return .empty }
            let call = Call(
                operation: operation, request: Request(operation.request),
                workspace: metrics.workspace.isEmpty ? "default" : metrics.workspace, principal: metrics.principal)
            let store = stores[loop]
            var detail = TrackingDetail()
            detail.runID = metrics.runID
            try await store.events.decide(.beforeOperation, call, detail)
            return try await store.log(metrics, call)
        } catch {
            return TrackingAnswer(error)
        }
    }
}
