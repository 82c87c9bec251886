// Assay: reads what the server answers.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayPostgres

extension Connection {
    /// How often the socket is read before the loop's other work has its turn.
    private static var mostReads: Int { 16 }

    /// Reads until the socket is empty or the batch has ended.
    func receive() {
        // TLS may hold a piece that the socket does not show, half a record at most.
        var spare = PQsslInUse(handle) != 0 ? 2 : 0
        for _ in 0..<Self.mostReads {
            guard let handle else { return }
            guard PQconsumeInput(handle) == 1 else {
                takeResults()
                if self.handle != nil { lose(SQLDriverFailure.words(PQerrorMessage(handle))) }
                return
            }
            takeResults()
            // A batch that came to its end has read all that there was for it.
            guard self.handle != nil, job != nil, nextStep < steps.count else { return }
            if isReadable { continue }
            guard spare > 0 else { return }
            spare -= 1
        }
        session.loop.post(self) { data, _ in
            guard let data else { return }
            Unmanaged<Connection>.fromOpaque(data).takeRetainedValue().receive()
        }
    }

    private func takeResults() {
        var hasPaused = false
        while let handle, nextStep < steps.count, PQisBusy(handle) == 0 {
            guard let result = PQgetResult(handle) else {
                // The end of a statement's results; a Sync has a result of its own, which may come later.
                if case .sync = steps[nextStep] {
                    if hasPaused { return }
                    hasPaused = true
                    continue
                }
                nextStep &+= 1
                if nextStep == steps.count { endOfSteps() }
                continue
            }
            defer { PQclear(result) }
            if PQresultStatus(result) == PGRES_PIPELINE_SYNC {
                skipToSync()
                if nextStep == steps.count { endOfSteps() }
            } else {
                take(result, steps[nextStep])
            }
        }
    }

    /// A Sync has come: what stood before it has been answered.
    private func skipToSync() {
        while nextStep < steps.count {
            defer { nextStep &+= 1 }
            if case .sync = steps[nextStep] { return }
        }
    }

    private func take(_ result: OpaquePointer, _ step: Step) {
        guard let job else { return }
        let status = PQresultStatus(result)
        switch (status, step) {
        case (PGRES_TUPLES_OK, .execute(let index)), (PGRES_COMMAND_OK, .execute(let index)):
            job.affected[index] &+= Self.count(result)
            if status == PGRES_TUPLES_OK, job.failure == nil { deliver(result, job, index) }
        case (PGRES_TUPLES_OK, _), (PGRES_COMMAND_OK, _): break
        case (PGRES_PIPELINE_ABORTED, .prepare(let statement)): statement.isPrepared = false
        case (PGRES_PIPELINE_ABORTED, _): break
        case (PGRES_EMPTY_QUERY, .execute(let index)):
            job.fail(SQLDriverFailure.invalid("a statement has no words").at(statement: index))
        default:
            let failure = SQLDriverFailure(result)
            // Without a code it is libpq that speaks, of a connection that is lost; `lose` says what that means.
            if failure.code.isEmpty, PQstatus(handle) == CONNECTION_BAD { return }
            fail(job, failure, step)
        }
    }

    private func fail(_ job: Job, _ failure: SQLDriverFailure, _ step: Step) {
        var failure = failure
        if failure.code == "57014", job.isCancelled { failure = .cancelled }
        switch step {
        case .execute(let index): failure.statement = index
        case .prepare(let statement):
            statement.isPrepared = false
            // The statement that it is prepared for comes next.
            if nextStep + 1 < steps.count, case .execute(let index) = steps[nextStep + 1] { failure.statement = index }
        case .command, .sync:
            // The server goes down: it may have committed before.
            if phase == .committing, failure.code.hasPrefix("57P") { job.isUncertain = true }
        }
        // The server ends the connection, and has undone what it was at.
        if failure.endsConnection, !job.isUncertain { return lose(failure.message, isUndone: true) }
        job.fail(failure)
    }

    private func deliver(_ result: OpaquePointer, _ job: Job, _ index: Int) {
        do throws(SQLDriverFailure) {
            try reader.read(result) { rows in
                job.hasDelivered = true
                guard let onRows = job.call.pointee.on_rows else { return }
                rows.withChunk { onRows(job.call, UInt32(truncatingIfNeeded: index), $0) }
            }
        } catch {
            job.fail(error.at(statement: index))
            // Nobody can read what was done; a COMMIT may be on its way.
            job.isUncertain = phase == .committing
        }
    }

    /// "INSERT 0 5", "SELECT 5": libpq gives the number as a text.
    private static func count(_ result: OpaquePointer) -> UInt64 {
        guard var digit = PQcmdTuples(result) else { return 0 }
        var count: UInt64 = 0
        while digit.pointee >= 0x30, digit.pointee <= 0x39 {
            count = count &* 10 &+ UInt64(digit.pointee &- 0x30)
            digit += 1
        }
        return count
    }

    /// All that was asked has been answered: what comes next depends on how it went.
    private func endOfSteps() {
        guard let job, let handle else { return }
        // What is missing then is no answer: rows that were not counted are not rows that are not there.
        if PQstatus(handle) == CONNECTION_BAD { return lose(SQLDriverFailure.words(PQerrorMessage(handle))) }
        switch phase {
        case .idle: break
        case .running:
            guard cursor.statement == job.statements.count else { return }
            check(job)
            job.failure == nil && !job.isCancelled ? commit() : undo()
        case .committing, .undoing:
            if PQtransactionStatus(handle) == PQTRANS_IDLE { return end(job) }
            guard isExplicit else { return lose("the server does not end a transaction") }
            // An error between BEGIN and COMMIT leaves the transaction open.
            isExplicit = false
            undo()
        }
    }

    private func end(_ job: Job) {
        if job.failure == nil, phase == .undoing { job.failure = .cancelled }
        guard var failure = job.failure else { return finish() }
        // A statement that was prepared before the schema changed; or one that a pooler has lost.
        let isStale = failure.code == "26000" || (failure.code == "0A000" && failure.message.contains("cached plan"))
        if isStale, job.retries == 0, !job.hasDelivered, !job.isCancelled, !session.isClosed, !cache.isEmpty {
            job.retries = 1
            return restart(job)
        }
        if job.isUncertain, phase == .committing, !job.isReadOnly {
            failure.flags = ASSAY_SQL_MAY_BE_COMMITTED
            job.failure = failure
        }
        finish()
    }

    /// Compares the numbers of rows with those expected. Statements are sent together: one that failed may have done so
    /// because an earlier one met other rows than it should, and then that is the reason.
    private func check(_ job: Job) {
        var end = job.statements.count
        if let failure = job.failure {
            guard let statement = failure.statement, failure.flags & ASSAY_SQL_CAN_RETRY == 0, !failure.isCount else {
                return
            }
            end = min(end, statement)
        }
        for (index, statement) in job.statements.prefix(end).enumerated() where statement.expected_rows >= 0 {
            let found = job.affected[index]
            guard UInt64(statement.expected_rows) != found else { continue }
            let failure = SQLDriverFailure.unexpectedCount(wanted: statement.expected_rows, found: found)
            job.failure = failure.at(statement: index)
            return
        }
    }
}
