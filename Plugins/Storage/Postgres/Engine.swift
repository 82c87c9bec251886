// Assay: what all sessions of a started PostgreSQL driver share.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayPostgres

/// The settings, what the server is, and the attempts to connect that are under way.
final class Engine: @unchecked Sendable {
    // @unchecked: the members are never written; `attempts` is made for many threads.
    let settings: PostgresSettings
    let host: Host
    let loops: UnsafePointer<assay_loops_t>
    let workers: UnsafePointer<assay_workers_t>
    let server: ServerFacts
    /// Calls of libpq that wait, on the host's workers.
    let attempts = Latch()

    init(_ settings: PostgresSettings, _ host: Host) throws {
        self.settings = settings
        self.host = host
        loops = try host.requiredTable(ASSAY_EXT_LOOPS, as: assay_loops_t.self)
        workers = try host.requiredTable(ASSAY_EXT_WORKERS, as: assay_workers_t.self)
        let connection: OpaquePointer
        switch Connector.connect(settings.target) {
        case .success(let opened): connection = opened
        case .failure(let failure):
            throw AssayError(failure.status, failure.message, context: settings.target.place)
        }
        defer { PQfinish(connection) }
        server = try ServerFacts(connection, settings.target)
        host.log(
            .ASSAY_LOG_INFO, PostgresDriver.descriptor.id, "commits of \(settings.target.place): \(server.durability)")
        if !server.isDurable {
            host.log(
                .ASSAY_LOG_WARNING, PostgresDriver.descriptor.id,
                "the server may lose acknowledged writes when power fails (\(server.durability))")
        }
    }

    func stop() { attempts.wait() }
}
