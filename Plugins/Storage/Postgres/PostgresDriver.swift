// Assay: the component assay.sql.postgres.
// SPDX-License-Identifier: Apache-2.0
public import AssayKit
public import CAssay

/// A PostgreSQL database: each session has connections of its own, driven by its loop.
public final class PostgresDriver: SQLDriverComponent {
    /// The descriptor.
    public static let descriptor = ComponentDescriptor(
        id: "assay.sql.postgres", kind: ASSAY_KIND_SQL_DRIVER, name: "PostgreSQL",
        description: "A PostgreSQL database, each batch in one round trip on the host's loops",
        configSchema: PostgresSettings.schema)

    private let settings: PostgresSettings
    private let host: Host
    private var engine: Engine?

    /// Makes a driver; `start` connects.
    public init(host: Host, config: Config) throws {
        self.host = host
        settings = try PostgresSettings(config)
    }

    /// Connects once, to see what the server is; the connection is closed again.
    public func start() throws {
        engine = try Engine(settings, host)
    }

    /// Waits for attempts to connect that are under way.
    public func stop() {
        engine?.stop()
        engine = nil
    }

    /// What the database can do, once started.
    public var capabilities: UnsafePointer<assay_sql_capabilities_t>? { engine?.server.pointer }

    /// Makes a session; only between `start` and `stop`.
    public func openSession(_ loop: OpaquePointer) throws -> any SQLDriverSession {
        guard let engine else {
            throw AssayError(.ASSAY_STATUS_FAILED_PRECONDITION, "open_session was called before start")
        }
        return try Session(engine, loop)
    }
}
