// Assay: sends a batch.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayPostgres

extension Connection {
    /// How many executions are queued between two looks at whether the server keeps up.
    private static var burst: Int { 256 }

    /// Begins a batch. It never ends from inside.
    func run(_ job: Job) {
        self.job = job
        job.begin(self)
        phase = .running
        cursor = (0, 0)
        isChecked = job.statements.contains { $0.expected_rows >= 0 }
        isExplicit = isChecked || job.isSerializable || (job.isReadOnly && job.statements.count > 1)
        for statement in cache.takeDropped() {
            sendCommand("DEALLOCATE s\(statement.number)")
        }
        if isExplicit { sendCommand(Self.begin(job)) }
        pump()
    }

    private static func begin(_ job: Job) -> String {
        let access = job.isReadOnly ? " READ ONLY" : ""
        if job.isSerializable { return "BEGIN ISOLATION LEVEL SERIALIZABLE" + access }
        return job.isReadOnly ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN"
    }

    /// Sends as much of the batch as the server takes.
    func pump() {
        guard let job, handle != nil, phase == .running else { return }
        var sent = 0
        while cursor.statement < job.statements.count {
            do throws(SQLDriverFailure) {
                guard try send(job.statements[cursor.statement], &sent) else { return }
            } catch {
                return giveUp(job, error.at(statement: cursor.statement))
            }
            cursor = (cursor.statement + 1, 0)
        }
        if isChecked {
            PQsendFlushRequest(handle)
        } else {
            if isExplicit { sendCommand("COMMIT") }
            phase = .committing
            sendSync()
        }
        flush()
    }

    /// Sends a statement, from the cursor's row on; false when the server takes no more for now.
    private func send(_ statement: assay_sql_statement_t, _ sent: inout Int) throws(SQLDriverFailure) -> Bool {
        let isEach = statement.form == .ASSAY_SQL_EACH
        guard statement.form != .ASSAY_SQL_SCALAR || statement.column_count == 0 || statement.row_count == 1 else {
            throw .invalid("a statement of the form SCALAR needs one row")
        }
        let text = statement.text.bytes
        let rows = isEach ? Int(statement.row_count) : 1
        guard rows > 0 else { return true }
        let isOnce = statement.flags & ASSAY_SQL_ONCE != 0
        let prepared = cache.take(text, ParameterEncoder.types(statement), isOnce: isOnce)
        // A statement without a name lasts until the next one; it is prepared again after a pause.
        if !prepared.isPrepared { try prepare(prepared, text) }
        while cursor.row < rows {
            try encoder.encode(statement, row: cursor.row)
            try execute(prepared)
            cursor.row &+= 1
            sent &+= 1
            if sent % Self.burst == 0, cursor.row < rows, !flush() { return false }
        }
        return true
    }

    private func prepare(_ statement: PreparedStatement, _ text: UnsafeRawBufferPointer) throws(SQLDriverFailure) {
        guard text.contains(where: { $0 != 0x20 && !(9...13).contains($0) }), !text.contains(0) else {
            throw .invalid("a statement has no words, or holds U+0000")
        }
        let result = PQsendPrepare(
            handle, statement.name, statement.text, Int32(truncatingIfNeeded: statement.types.count), statement.types)
        guard result == 1 else { throw refused }
        statement.isPrepared = true
        steps.append(.prepare(statement))
    }

    private func execute(_ statement: PreparedStatement) throws(SQLDriverFailure) {
        let result = PQsendQueryPrepared(
            handle, statement.name, Int32(truncatingIfNeeded: encoder.values.count), encoder.values, encoder.lengths,
            encoder.formats, 1)
        guard result == 1 else { throw refused }
        steps.append(.execute(cursor.statement))
    }

    private func sendCommand(_ text: String) {
        if PQsendQueryParams(handle, text, 0, nil, nil, nil, nil, 1) == 1 { steps.append(.command) }
    }

    private func sendSync() {
        if PQpipelineSync(handle) == 1 { steps.append(.sync) }
    }

    /// Begins a batch again, with nothing left prepared.
    func restart(_ job: Job) {
        steps.removeAll(keepingCapacity: true)
        nextStep = 0
        cache.removeAll()
        sendCommand("DEALLOCATE ALL")
        run(job)
    }

    /// libpq itself does not take something.
    private var refused: SQLDriverFailure {
        PQstatus(handle) == CONNECTION_BAD
            ? .lost("", mayBeCommitted: false)
            : SQLDriverFailure(.ASSAY_STATUS_INTERNAL, SQLDriverFailure.words(PQerrorMessage(handle)))
    }

    /// Undoes a batch that cannot be sent to its end: the server has no Sync of it yet, so nothing is committed. What was
    /// sent is answered before the ROLLBACK.
    private func giveUp(_ job: Job, _ failure: SQLDriverFailure) {
        job.fail(failure)
        cursor = (job.statements.count, 0)
        undo()
    }

    /// Rolls back. After an error the server hears nothing before a Sync, which would commit an implicit transaction that
    /// had no error: that one is rolled back first.
    func undo() {
        phase = .undoing
        if isExplicit { sendSync() }
        if isExplicit || hasExecuted { sendCommand("ROLLBACK") }
        sendSync()
        flush()
    }

    /// Whether something of the batch was sent that a Sync would commit.
    private var hasExecuted: Bool {
        steps.contains { step in
            if case .execute = step { true } else { false }
        }
    }

    /// Ends a transaction whose statements have all come through.
    func commit() {
        phase = .committing
        sendCommand("COMMIT")
        sendSync()
        flush()
    }

    /// Sends what libpq holds; false when the server takes no more for now.
    @discardableResult
    func flush() -> Bool {
        guard let handle else { return false }
        switch PQflush(handle) {
        case 0:
            let wasStalled = isStalled
            isStalled = false
            if wasStalled { pump() }
            return true
        case 1:
            isStalled = true
            return false
        default:
            // The end of the connection is read as well, with the server's reason.
            isStalled = false
            session.loop.post(self) { data, _ in
                guard let data else { return }
                Unmanaged<Connection>.fromOpaque(data).takeRetainedValue().receive()
            }
            return false
        }
    }
}
