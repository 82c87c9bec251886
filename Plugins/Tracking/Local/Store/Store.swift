// Assay: what one work loop needs to answer calls.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit

/// The store as one work loop has it: its session with the database, and what it remembers. Its methods are the
/// operations; each runs as a task on that loop.
final class Store: @unchecked Sendable {
    // @unchecked: made and used on its loop alone.
    /// What holds for all loops.
    let settings: StoreSettings
    /// The hooks that writes fire.
    let events: TrackingEvents
    /// Threads for work that waits.
    let workers: WorkerPool
    let session: SQLSession
    /// Numbers of metric names that are known to be in the database.
    var metricKeys = MetricKeyCache()

    /// Gathers writes of metrics on PostgreSQL.
    let metricWriter = MetricWriter()
    let host: Host
    private let calls: TrackingCalls
    private let loop: Int

    /// Makes the store of work loop `loop` (its index), on that loop.
    init(
        _ settings: StoreSettings, _ session: SQLSession, _ events: TrackingEvents, _ workers: WorkerPool,
        host: Host, calls: TrackingCalls, loop: Int
    ) {
        self.settings = settings
        self.workers = workers
        self.session = session
        self.events = events
        self.host = host
        self.calls = calls
        self.loop = loop
    }

    /// Runs something as a task on this store's loop.
    func runTask(_ body: @escaping () async -> Void) {
        // Both sides run on the loop.
        nonisolated(unsafe) let body = body
        calls.run(onLoop: loop) { await body() }
    }

    /// Whether the database is PostgreSQL and not SQLite.
    var isPostgres: Bool { settings.isPostgres }

    /// The text of a statement in the database's dialect.
    func sql(postgres: SQLText, sqlite: SQLText) -> SQLText {
        settings.isPostgres ? postgres : sqlite
    }
}
