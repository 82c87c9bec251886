// Assay: the component assay.sql.sqlite.
// SPDX-License-Identifier: Apache-2.0
public import AssayKit
public import CAssay

/// An SQLite database in a file: one thread writes, others read beside it.
public final class SQLiteDriver: SQLDriverComponent {
    /// The descriptor.
    public static let descriptor = ComponentDescriptor(
        id: "assay.sql.sqlite", kind: ASSAY_KIND_SQL_DRIVER, name: "SQLite",
        description: "An SQLite database in a file, with group commit and readers beside the writer",
        configSchema: SQLiteSettings.schema)

    private let settings: SQLiteSettings
    private let host: Host
    private var engine: Engine?

    /// Makes a driver; the file is opened by `start`.
    public init(host: Host, config: Config) throws {
        self.host = host
        settings = try SQLiteSettings(config)
    }

    /// Opens the database and starts the threads.
    public func start() throws {
        engine = try Engine(settings, host)
    }

    /// Does what waits, ends the threads and closes the database.
    public func stop() {
        engine?.stop()
        engine = nil
    }

    /// What the database can do, once started.
    public var capabilities: UnsafePointer<assay_sql_capabilities_t>? { engine?.capabilities.pointer }

    /// Makes a session; only between `start` and `stop`.
    public func openSession(_ loop: OpaquePointer) throws -> any SQLDriverSession {
        guard let engine else {
            throw AssayError(.ASSAY_STATUS_FAILED_PRECONDITION, "open_session was called before start")
        }
        return try Session(engine, loop, host)
    }
}
