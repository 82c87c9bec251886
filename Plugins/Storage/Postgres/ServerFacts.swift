// Assay: what a PostgreSQL server is.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayPostgres

/// The capabilities for C, read from the server once.
final class ServerFacts: @unchecked Sendable {
    // @unchecked: written once, here, and only read afterwards.
    let pointer: UnsafePointer<assay_sql_capabilities_t>
    let durability: String
    let isDurable: Bool
    private let texts: [UnsafeMutableBufferPointer<UInt8>]

    private static let oldest = 120_000
    private static let question = """
        SELECT current_setting('server_version'), current_setting('server_encoding'),
            current_setting('synchronous_commit'), current_setting('fsync'), current_setting('full_page_writes')
        """

    init(_ connection: OpaquePointer, _ target: ConnectionTarget) throws {
        guard PQserverVersion(connection) >= Self.oldest else {
            throw AssayError(
                .ASSAY_STATUS_FAILED_PRECONDITION, "the server is older than PostgreSQL 12; upgrade it",
                context: PQparameterStatus(connection, "server_version").map { String(cString: $0) } ?? "")
        }
        let result = PQexec(connection, Self.question)
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_TUPLES_OK, PQnfields(result) == 5 else {
            throw AssayError(
                .ASSAY_STATUS_UNAVAILABLE, "the server's settings cannot be read: \(SQLDriverFailure(result).message)",
                context: target.place)
        }
        let facts = (0..<5).map { String(cString: PQgetvalue(result, 0, $0)) }
        guard facts[1] == "UTF8" else {
            throw AssayError(
                .ASSAY_STATUS_FAILED_PRECONDITION,
                "the database is in the encoding \(facts[1]); make one with ENCODING 'UTF8'", context: target.place)
        }
        durability = "synchronous_commit=\(facts[2]), fsync=\(facts[3]), full_page_writes=\(facts[4])"
        isDurable = facts[2] != "off" && facts[3] == "on" && facts[4] == "on"
        // "15.18 (Debian 15.18-0+deb12u1)"
        let version = String(facts[0].prefix { $0 != " " })
        texts = ["postgres", version, durability].map { word in
            let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: word.utf8.count)
            _ = copy.initialize(from: word.utf8)
            return copy
        }
        pointer = Self.place(texts.map { assay_string_t(UnsafeBufferPointer($0)) }, isDurable)
    }

    deinit {
        pointer.deallocate()
        for text in texts { text.deallocate() }
    }

    private static func place(
        _ strings: [assay_string_t], _ isDurable: Bool
    ) -> UnsafePointer<assay_sql_capabilities_t> {
        let flags = ASSAY_SQL_HAS_ARRAYS | ASSAY_SQL_HAS_NOTIFICATIONS | (isDurable ? ASSAY_SQL_IS_DURABLE : 0)
        let memory = UnsafeMutablePointer<assay_sql_capabilities_t>.allocate(capacity: 1)
        memory.initialize(
            to: assay_sql_capabilities_t(
                struct_size: UInt32(MemoryLayout<assay_sql_capabilities_t>.size), flags: flags, dialect: strings[0],
                server_version: strings[1], durability: strings[2]))
        return UnsafePointer(memory)
    }
}
