// Assay: a thread that reads.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit

/// Runs batches that only read, each on one state of the database.
final class Reader: @unchecked Sendable {
    // @unchecked: the connection is used by the reader's thread alone; `current` is behind a lock.
    private let connection: Connection
    private let current = Lock<Job?>(nil)

    init(_ connection: Connection) {
        self.connection = connection
    }

    func run(_ queue: JobQueue) {
        while let job = queue.take(most: 1).first {
            current.withLock { $0 = job }
            if job.begin(connection) {
                read(job)
                job.leave()
            } else {
                job.failure = .cancelled
            }
            current.withLock { $0 = nil }
            job.finish()
        }
        connection.close()
    }

    /// Nobody takes the rows any more.
    func abandon() { current.withLock { $0?.abandon() } }

    private func read(_ job: Job) {
        let isOne = job.statements.count == 1
        do throws(SQLDriverFailure) {
            if !isOne { try connection.execute(.begin) }
            try connection.run(job, holdsRows: false)
            if !isOne { try connection.execute(.commit) }
        } catch {
            job.failure = error
            connection.rollBack()
        }
    }
}
