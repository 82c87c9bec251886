// Assay: the life of a session with an SQL driver, whatever its database speaks.
// SPDX-License-Identifier: Apache-2.0
package import CAssay

/// Plays the tracking store for a started driver. What the database's own dialect is needed for is AssayTesting's
/// `checkSQLDriver`.
package struct SQLDriverCheck {
    private static let mostTurns = 100_000

    private let component: UnsafePointer<assay_component_t>
    private let table: assay_sql_driver_t
    private let loop: OpaquePointer
    private let host: any ContractHost

    package init(
        _ component: UnsafePointer<assay_component_t>, _ table: assay_sql_driver_t, loop: OpaquePointer,
        host: any ContractHost
    ) {
        self.component = component
        self.table = table
        self.loop = loop
        self.host = host
    }

    /// What the driver says of itself.
    package func checkCapabilities() throws(Violation) {
        guard let found = table.get_capabilities(component)?.pointee else {
            throw Violation("get_capabilities gives NULL")
        }
        try require(
            Int(found.struct_size) == MemoryLayout<assay_sql_capabilities_t>.size,
            "struct_size of the capabilities is \(found.struct_size)")
        for (name, text) in [
            ("dialect", found.dialect), ("server_version", found.server_version), ("durability", found.durability),
        ] {
            try require(text.data != nil && text.length > 0, "the capabilities have no \(name)")
        }
    }

    /// Batches end once, later, as they should, also those of a session that is closed.
    package func checkBatches() throws(Violation) {
        let session = try open()
        let empty = try finish(try submit(nil, session))
        try require(empty == .ASSAY_STATUS_OK, "a batch without statements ends with status \(empty.rawValue)")
        let nonsense = try finish(try submit("this is no statement", session))
        try require(nonsense != .ASSAY_STATUS_OK, "'this is no statement' ends with OK")
        try refuseWrongSize(session)
        let last = try submit("SELECT 1", session)
        try host.onWorkLoop { () throws(Violation) in table.close_session(session) }
        try require(last.outcomes.isEmpty, "close_session calls on_done from inside")
        _ = try finish(last)
    }

    private func open() throws(Violation) -> OpaquePointer {
        var session: OpaquePointer?
        var error = CallError.empty()
        var status = assay_status_t.ASSAY_STATUS_UNKNOWN
        try host.onWorkLoop { () throws(Violation) in
            status = table.open_session(component, loop, &session, &error)
        }
        guard status == .ASSAY_STATUS_OK else {
            throw Violation("open_session gives \(status.rawValue): \(CallError.words(error))")
        }
        guard let session else { throw Violation("open_session gives OK and no session") }
        return session
    }

    private func submit(_ text: String?, _ session: OpaquePointer) throws(Violation) -> SQLRecord {
        let record = SQLRecord(text)
        var error = CallError.empty()
        var status = assay_status_t.ASSAY_STATUS_UNKNOWN
        try host.onWorkLoop { () throws(Violation) in
            status = table.submit(session, record.batch, record.call, &error)
        }
        try require(record.outcomes.isEmpty, "submit calls on_done from inside")
        guard status == .ASSAY_STATUS_OK else {
            throw Violation("submit gives \(status.rawValue): \(CallError.words(error)); failures come by on_done")
        }
        return record
    }

    /// Waits for the end of a batch; its status.
    private func finish(_ record: SQLRecord) throws(Violation) -> assay_status_t {
        for _ in 0..<Self.mostTurns where record.outcomes.isEmpty { host.turn() }
        host.turn()
        try require(record.outcomes.count == 1, "on_done is called \(record.outcomes.count) times")
        guard let (status, message) = record.outcomes.first else { return .ASSAY_STATUS_UNKNOWN }
        record.free()
        try require(status == .ASSAY_STATUS_OK || message > 0, "a batch fails without a message")
        return status
    }

    private func refuseWrongSize(_ session: OpaquePointer) throws(Violation) {
        let record = SQLRecord(nil)
        record.batch.pointee.struct_size = 1
        var error = CallError.empty()
        var status = assay_status_t.ASSAY_STATUS_OK
        try host.onWorkLoop { () throws(Violation) in
            status = table.submit(session, record.batch, record.call, &error)
        }
        host.turn()
        try require(
            status == .ASSAY_STATUS_INVALID_ARGUMENT && record.outcomes.isEmpty,
            "a batch of another size than these headers' is not refused")
        try require(CallError.message(error)?.isEmpty == false, "submit refuses without a message")
        record.free()
    }
}

/// The memory of a batch, and how it ended.
private final class SQLRecord {
    let batch = UnsafeMutablePointer<assay_sql_batch_t>.allocate(capacity: 1)
    let call = UnsafeMutablePointer<assay_sql_call_t>.allocate(capacity: 1)
    private(set) var outcomes: [(status: assay_status_t, messageLength: Int)] = []
    private let statement = UnsafeMutablePointer<assay_sql_statement_t>.allocate(capacity: 1)
    private let arena = Arena()

    /// A batch of one statement, or of none.
    init(_ text: String?) {
        statement.initialize(to: assay_sql_statement_t())
        statement.pointee.expected_rows = -1
        // A statement without parameters runs once.
        statement.pointee.row_count = 1
        if let text { statement.pointee.text = assay_string_t(data: arena.text(text), length: text.utf8.count) }
        batch.initialize(to: assay_sql_batch_t())
        batch.pointee.struct_size = UInt32(MemoryLayout<assay_sql_batch_t>.size)
        batch.pointee.statements = UnsafePointer(statement)
        batch.pointee.statement_count = text == nil ? 0 : 1
        call.initialize(to: assay_sql_call_t())
        call.pointee.user_data = Unmanaged.passUnretained(self).toOpaque()
        call.pointee.on_done = { call, outcome in
            guard let data = call?.pointee.user_data else { return }
            let record = Unmanaged<SQLRecord>.fromOpaque(data).takeUnretainedValue()
            let found = outcome?.pointee
            record.outcomes.append((found?.status ?? .ASSAY_STATUS_UNKNOWN, found?.message.length ?? 0))
        }
    }

    /// After a batch that never ended the memory stays: the driver may still write to it.
    func free() {
        batch.deallocate()
        call.deallocate()
        statement.deallocate()
    }
}
