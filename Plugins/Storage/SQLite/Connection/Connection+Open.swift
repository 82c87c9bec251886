// Assay: opens the database.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssaySQLite

extension Connection {
    /// Opens the database in WAL mode, with each commit on the disk before it is acknowledged.
    static func open(_ settings: SQLiteSettings, isReader: Bool) throws -> OpaquePointer {
        var opened: OpaquePointer?
        let access = settings.readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE
        let flags = access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let result = sqlite3_open_v2(settings.path, &opened, flags, nil)
        guard let database = opened, result == SQLITE_OK else {
            defer { sqlite3_close_v2(opened) }
            throw failed(opened, result, settings.path)
        }
        do {
            sqlite3_busy_timeout(database, settings.busyMilliseconds)
            _ = assay_sqlite_set(database, SQLITE_DBCONFIG_DEFENSIVE, 1)
            _ = assay_sqlite_set(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
            try setUp(database, settings, isReader: isReader || settings.readOnly)
        } catch {
            sqlite3_close_v2(database)
            throw error
        }
        return database
    }

    private static func setUp(_ database: OpaquePointer, _ settings: SQLiteSettings, isReader: Bool) throws {
        let path = settings.path
        if !isReader, settings.hasOwnJournal {
            let mode = try pragma(database, "PRAGMA journal_mode=WAL", path)
            guard mode == "wal" else {
                throw AssayError(
                    .ASSAY_STATUS_FAILED_PRECONDITION,
                    "the database cannot keep a write-ahead log here (journal mode '\(mode)'); use a local disk",
                    context: path)
            }
        }
        // The log shrinks again after a checkpoint; 64 MiB.
        for text in [
            "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON", "PRAGMA journal_size_limit=67108864",
            "PRAGMA temp_store=MEMORY", isReader ? "PRAGMA query_only=ON" : "PRAGMA query_only=OFF",
            "SELECT count(*) FROM sqlite_schema",
        ] {
            _ = try pragma(database, text, path)
        }
    }

    /// Runs a statement; returns the first value as a text.
    static func pragma(_ database: OpaquePointer, _ text: String, _ path: String) throws -> String {
        var statement: OpaquePointer?
        var result = sqlite3_prepare_v3(database, text, -1, 0, &statement, nil)
        defer { sqlite3_finalize(statement) }
        guard result == SQLITE_OK else { throw failed(database, result, path) }
        result = sqlite3_step(statement)
        guard result == SQLITE_ROW || result == SQLITE_DONE else { throw failed(database, result, path) }
        guard result == SQLITE_ROW, let value = sqlite3_column_text(statement, 0) else { return "" }
        return String(cString: value)
    }

    private static func failed(_ database: OpaquePointer?, _ result: Int32, _ path: String) -> AssayError {
        guard let database else { return AssayError(.ASSAY_STATUS_RESOURCE_EXHAUSTED, "SQLite has no memory") }
        let failure = SQLDriverFailure(database, result)
        return AssayError(failure.status, "the database cannot be opened: \(failure.message)", context: path)
    }
}
