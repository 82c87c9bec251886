// Assay: an SQL driver under check, with a session.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayKit
internal import CAssay

/// Drives a started SQL driver through its table on the work loop.
final class CheckedDriver {
    let host: TestHost
    let table: assay_sql_driver_t
    private(set) var capabilities = assay_sql_capabilities_t()
    private(set) var isPostgres = false
    private let component: UnsafePointer<assay_component_t>
    private(set) var session: OpaquePointer?
    /// Seconds until an end that does not come is missed; long, because a busy machine is no fault of the driver.
    private static let patience = 60.0
    private static let tables = ["assay_check_child", "assay_check_parent", "assay_check_values", "assay_check_count"]

    /// What is looked at, one after the other.
    static var parts: [(CheckedDriver) -> () throws -> Void] {
        [
            checkCapabilities, checkValues, checkRefusedValues, checkArrays, checkEach, checkChunks, checkCounts,
            checkUndo, checkFailures, checkWrongStatements, checkBeside, checkReads, checkCancel, checkMisuse,
            checkNotifications, checkClose,
        ]
    }

    init(_ host: TestHost, _ component: UnsafePointer<assay_component_t>, _ table: assay_sql_driver_t) {
        self.host = host
        self.component = component
        self.table = table
    }

    /// Opens a session and makes the tables.
    func open() throws {
        session = try openSession()
        guard let found = table.get_capabilities(component)?.pointee else {
            throw Violation("get_capabilities gives NULL")
        }
        capabilities = found
        isPostgres = String(found.dialect) == "postgres"
        try dropTables()
        try succeed(
            "CREATE TABLE assay_check_values (i BIGINT, f DOUBLE PRECISION, s TEXT, b BYTEA)",
            "CREATE TABLE assay_check_parent (id BIGINT PRIMARY KEY, name TEXT UNIQUE, n BIGINT CHECK (n > 0))",
            "CREATE TABLE assay_check_child (id BIGINT NOT NULL REFERENCES assay_check_parent (id))",
            "CREATE TABLE assay_check_count (n BIGINT)", "INSERT INTO assay_check_count VALUES (0)")
    }

    /// Drops the tables and closes the session.
    func close() throws {
        try dropTables()
        closeSession()
    }

    private func dropTables() throws {
        for table in Self.tables { try succeed("DROP TABLE IF EXISTS \(table)") }
    }

    func openSession() throws -> OpaquePointer? {
        var session: OpaquePointer?
        try host.enter(host.work) {
            try AssayError.check { table.open_session(component, host.work.pointer, &session, $0) }
        }
        try require(session != nil, "open_session gives OK and no session")
        return session
    }

    func closeSession() {
        host.enter(host.work) { table.close_session(session) }
        session = nil
    }

    func reopen() throws { session = try openSession() }

    /// Begins a batch.
    func submit(_ statements: SQLBatch) throws -> CheckedBatch {
        let batch = CheckedBatch(statements)
        batch.isInside = true
        defer { batch.isInside = false }
        try host.enter(host.work) {
            try AssayError.check { table.submit(session, batch.batch, batch.call, $0) }
        }
        return batch
    }

    func cancel(_ batch: CheckedBatch) {
        batch.isInside = true
        host.enter(host.work) { table.cancel(session, batch.call) }
        batch.isInside = false
    }

    /// Runs a batch to its end.
    func run(_ statements: SQLBatch) throws -> CheckedBatch {
        let batch = try submit(statements)
        try finish([batch])
        return batch
    }

    /// Waits for the end of batches, and looks whether another one comes.
    func finish(_ batches: [CheckedBatch]) throws {
        turn { batches.allSatisfy { $0.endCount > 0 } }
        host.turn()
        for batch in batches {
            if let fault = batch.faults.first { throw Violation(fault) }
            try require(batch.endCount == 1, "on_done was called \(batch.endCount) times")
        }
    }

    /// Runs a batch that must end with OK.
    @discardableResult
    func succeed(_ statements: SQLBatch) throws -> SQLResults {
        let batch = try run(statements)
        if let failure = batch.failure { throw Violation("a batch ends with \(failure.status): \(failure)") }
        return batch.results
    }

    @discardableResult
    func succeed(_ texts: String...) throws -> SQLResults {
        let batch = SQLBatch()
        for text in texts { batch.add(SQLText(text)) }
        return try succeed(batch)
    }

    /// Runs a batch that must fail.
    func fail(_ what: String, _ status: assay_status_t, _ statements: SQLBatch) throws -> SQLFailure {
        guard let failure = try run(statements).failure else { throw Violation("\(what) ends with OK") }
        try require(
            failure.status == status,
            "\(what) ends with status \(failure.status.rawValue), wanted \(status.rawValue): \(failure)")
        try require(!failure.mayBeCommitted, "\(what) may have been committed, it says")
        return failure
    }

    func turn(until isDone: () -> Bool, seconds: Double = patience) {
        host.follow(seconds: seconds, until: isDone)
    }

    /// The number that a statement returns.
    func number(_ text: String) throws -> Int64? { try succeed(text)[0].int(0, 0) }
}
