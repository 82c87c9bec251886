// Assay: a connection to the database, used by one thread.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssaySQLite

/// An open database and its prepared statements. One thread uses it; `interrupt` alone may be called from others.
final class Connection: @unchecked Sendable {
    // @unchecked: see above; SQLite allows sqlite3_interrupt from any thread while the connection is open.
    /// What the driver itself says to the database.
    enum Command: Int, CaseIterable {
        case begin, beginImmediate, commit, rollBack, savepoint, rollBackToSavepoint, release

        var text: String {
            switch self {
            case .begin: "BEGIN"
            case .beginImmediate: "BEGIN IMMEDIATE"
            case .commit: "COMMIT"
            case .rollBack: "ROLLBACK"
            case .savepoint: "SAVEPOINT batch"
            case .rollBackToSavepoint: "ROLLBACK TO batch"
            case .release: "RELEASE batch"
            }
        }
    }

    let database: OpaquePointer
    let cache: StatementCache
    let resultBytes: Int
    /// The text of the last array parameters.
    var arrays: [JSONArray] = []
    private var commands: [OpaquePointer] = []
    private var isOpen = true

    init(_ settings: SQLiteSettings, isReader: Bool) throws {
        database = try Connection.open(settings, isReader: isReader)
        cache = StatementCache(database, capacity: settings.statements)
        resultBytes = settings.resultBytes
        do {
            for command in Command.allCases { commands.append(try cache.prepare(command.text)) }
        } catch {
            close()
            throw AssayError(.ASSAY_STATUS_INTERNAL, error.message, context: settings.path)
        }
    }

    deinit { close() }

    /// Closes the database; the last connection brings the log into the file.
    func close() {
        guard isOpen else { return }
        isOpen = false
        cache.removeAll()
        for command in commands { sqlite3_finalize(command) }
        commands = []
        sqlite3_close_v2(database)
    }

    func interrupt() { sqlite3_interrupt(database) }

    var isInTransaction: Bool { sqlite3_get_autocommit(database) == 0 }

    func execute(_ command: Command) throws(SQLDriverFailure) {
        let statement = commands[command.rawValue]
        let result = sqlite3_step(statement)
        sqlite3_reset(statement)
        guard result == SQLITE_DONE else { throw SQLDriverFailure(database, result) }
    }

    /// Ends a transaction that failed, when SQLite has not done so already.
    func rollBack() {
        guard isInTransaction else { return }
        // When even this fails, the next BEGIN says so.
        _ = try? execute(.rollBack)
    }
}
