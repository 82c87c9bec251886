// Assay: the threads of a started SQLite driver.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import Synchronization

/// One thread that writes, and others that read beside it. Made by `start`, ended by `stop`.
final class Engine: @unchecked Sendable {
    // @unchecked: the threads are touched by start and stop alone; all else is constant or made for many threads.
    let writes: JobQueue
    let reads: JobQueue
    let capabilities: Capabilities
    /// Whether `stop` has been called: nothing is called back any more.
    let isStopped = Atomic(false)
    private let readers: [Reader]
    private var threads: [WorkThread] = []

    init(_ settings: SQLiteSettings, _ host: Host) throws {
        try DatabaseFile.prepare(settings.path, create: settings.create)
        let connection = try Connection(settings, isReader: false)
        let writer = Writer(connection, settings)
        writes = JobQueue(capacity: settings.queue)
        reads = JobQueue(capacity: settings.queue)
        let durability = try Durability(connection, settings.path)
        capabilities = Capabilities(durability)
        // What belongs to another program is as durable as that wants it.
        host.log(
            durability.isDurable || !settings.hasOwnJournal ? .ASSAY_LOG_INFO : .ASSAY_LOG_WARNING,
            SQLiteDriver.descriptor.id,
            "commits of \(settings.path): \(durability)")
        readers = try (0..<settings.readers).map { _ in Reader(try Connection(settings, isReader: true)) }
        do {
            threads.append(try WorkThread("assay-sql-write") { [writes] in writer.run(writes) })
            for reader in readers {
                threads.append(try WorkThread("assay-sql-read") { [reads] in reader.run(reads) })
            }
        } catch {
            stop()
            throw error
        }
    }

    /// Ends the threads and closes the database. What still waits is cancelled.
    func stop() {
        isStopped.store(true, ordering: .releasing)
        writes.close()
        reads.close()
        for reader in readers { reader.abandon() }
        for thread in threads { thread.join() }
        threads = []
    }
}
