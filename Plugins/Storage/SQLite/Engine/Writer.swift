// Assay: the thread that writes.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit

/// Runs the batches that write. All that wait are written in one transaction, each in a savepoint, so that they share one
/// wait for the disk (group commit); each ends after that transaction's COMMIT.
final class Writer: @unchecked Sendable {
    // @unchecked: used by the writer's thread alone once it runs.
    private let connection: Connection
    /// How many batches share a transaction at most, so that the first does not wait for too many others.
    private static let mostBatches = 256

    init(_ connection: Connection, _ settings: SQLiteSettings) {
        self.connection = connection
    }

    func run(_ queue: JobQueue) {
        while true {
            let jobs = queue.take(most: Self.mostBatches)
            guard !jobs.isEmpty else { break }
            write(jobs)
            for job in jobs { job.finish() }
        }
        connection.close()
    }

    private func write(_ jobs: [Job]) {
        var waiting = jobs
        while !waiting.isEmpty {
            // Each round ends one batch at least: that one which broke the transaction.
            waiting = writeTogether(waiting)
        }
    }

    /// Writes batches in one transaction. Returns those that must be written again, because another one took the whole
    /// transaction with it.
    private func writeTogether(_ jobs: [Job]) -> [Job] {
        do throws(SQLDriverFailure) {
            try connection.execute(.beginImmediate)
        } catch {
            for job in jobs { job.failure = job.isCancelled ? .cancelled : error }
            return []
        }
        var written: [Job] = []
        for (index, job) in jobs.enumerated() {
            do throws(SQLDriverFailure) {
                try write(job, isAlone: jobs.count == 1)
                written.append(job)
            } catch {
                job.failure = error
                if !connection.isInTransaction { return written + jobs[(index + 1)...] }
            }
        }
        return commit(written)
    }

    private func write(_ job: Job, isAlone: Bool) throws(SQLDriverFailure) {
        guard job.begin(connection) else { throw .cancelled }
        defer { job.leave() }
        if isAlone { return try connection.run(job, holdsRows: true) }
        try connection.execute(.savepoint)
        do throws(SQLDriverFailure) {
            try connection.run(job, holdsRows: true)
        } catch {
            if connection.isInTransaction {
                try connection.execute(.rollBackToSavepoint)
                try connection.execute(.release)
            }
            throw error
        }
        try connection.execute(.release)
    }

    /// Commits. A constraint that is checked only now may be any batch's: each is then written for itself.
    private func commit(_ jobs: [Job]) -> [Job] {
        guard !jobs.isEmpty else {
            connection.rollBack()
            return []
        }
        do throws(SQLDriverFailure) {
            try connection.execute(.commit)
        } catch {
            connection.rollBack()
            if error.isConstraint, jobs.count > 1 {
                for job in jobs { _ = writeTogether([job]) }
            } else {
                for job in jobs { job.failure = error.atCommit }
            }
        }
        return []
    }
}
