// Assay: the connections of a session.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayPostgres

/// The connections of a session: one at least, more while batches wait, a bounded number. Attempts to connect are spaced
/// out when they fail.
final class Pool {
    // unowned(unsafe): the session owns its pool.
    private unowned(unsafe) let session: Session
    private var connections: [Connection] = []
    private var idle: [Connection] = []
    private var connecting = 0
    private var isClosed = false
    private var backOff = BackOff()
    private let timer: UnsafeMutablePointer<assay_timer_t>
    private var isTimerSet = false
    /// How long a connection beyond the first is kept without work.
    private static let idleTime: assay_duration_t = 60_000_000_000
    private static let freshTime: assay_duration_t = 100_000_000

    init(_ session: Session) {
        self.session = session
        timer = .allocate(capacity: 1)
        timer.initialize(to: assay_timer_t())
        timer.pointee.user_data = Unmanaged.passUnretained(self).toOpaque()
        timer.pointee.on_fire = { timer in
            guard let data = timer?.pointee.user_data else { return }
            Unmanaged<Pool>.fromOpaque(data).takeUnretainedValue().fire()
        }
    }

    deinit { timer.deallocate() }

    /// Begins with one connection.
    func open() { grow(for: 1) }

    /// A connection that has nothing to do, the one that worked last. One that has been idle for a while is looked at: when
    /// the server has closed it, it must not be what a write goes to.
    func takeIdle() -> Connection? {
        let limit = session.loop.now &- Self.freshTime
        while let connection = idle.popLast() {
            if connection.idleSince > limit || connection.isAlive { return connection }
        }
        return nil
    }

    /// Opens connections while more batches wait than attempts are under way.
    func grow(for wanted: Int) {
        guard !isClosed, !isTimerSet || !backOff.isActive else { return }
        while connecting < wanted, connections.count + connecting < session.engine.settings.connections {
            guard connect() else { return }
        }
    }

    /// Takes back a connection: the next batch that waits gets it.
    func put(_ connection: Connection) {
        if isClosed { return connection.close() }
        if let job = session.nextWaiting() { return connection.run(job) }
        connection.idleSince = session.loop.now
        idle.append(connection)
        if connections.count > 1, !isTimerSet { setTimer(after: Self.idleTime) }
    }

    func remove(_ connection: Connection) {
        connections.removeAll { $0 === connection }
        idle.removeAll { $0 === connection }
        if !isClosed { grow(for: session.hasWaiting || connections.isEmpty ? 1 : 0) }
    }

    /// Closes the connections without work; the others close when they are put back.
    func close() {
        isClosed = true
        session.loop.cancel(timer)
        let unused = idle
        idle = []
        for connection in unused { connection.close() }
    }

    private func connect() -> Bool {
        let target = session.engine.settings.target
        let session = session
        var result: Result<OpaquePointer, SQLDriverFailure>?
        // Before it is sent: a host may run both at once.
        connecting += 1
        let isSent = Errand.send(
            session.engine, session.loop.pointer, work: { result = Connector.connect(target) },
            done: {
                // The session lives until here, even if it was closed.
                withExtendedLifetime(session) { self.connected(result) }
            })
        if !isSent {
            connecting -= 1
            setTimer(after: backOff.next())
        }
        return isSent
    }

    private func connected(_ result: Result<OpaquePointer, SQLDriverFailure>?) {
        connecting -= 1
        switch result {
        case .success(let handle)? where isClosed: PQfinish(handle)
        case .success(let handle)?:
            do {
                let connection = try Connection(session, handle)
                backOff.reset()
                connections.append(connection)
                put(connection)
            } catch {
                failed(SQLDriverFailure(error.status, error.message))
            }
        case .failure(let failure)?: failed(failure)
        case nil: break
        }
    }

    private func failed(_ failure: SQLDriverFailure) {
        guard !isClosed else { return }
        session.engine.host.log(
            .ASSAY_LOG_WARNING, PostgresDriver.descriptor.id, "cannot connect to the server: \(failure.message)")
        // With a connection at work the batches wait for that one.
        if connections.isEmpty { session.failWaiting(failure) }
        setTimer(after: backOff.next())
    }

    private func setTimer(after time: assay_duration_t) {
        guard !isClosed else { return }
        isTimerSet = true
        session.loop.add(timer, at: session.loop.now &+ time)
    }

    private func fire() {
        isTimerSet = false
        if connections.isEmpty || session.hasWaiting { return grow(for: 1) }
        let limit = session.loop.now &- Self.idleTime
        while connections.count > 1, let oldest = idle.first, oldest.idleSince <= limit { oldest.close() }
        if connections.count > 1, let oldest = idle.first {
            setTimer(after: oldest.idleSince &+ Self.idleTime &- session.loop.now)
        }
    }
}

/// The wait between attempts that fail: longer each time, up to five seconds.
struct BackOff {
    private var failures = 0

    var isActive: Bool { failures > 0 }

    mutating func next() -> assay_duration_t {
        failures = min(failures + 1, 8)
        return min(5_000_000_000, 25_000_000 << assay_duration_t(failures))
    }

    mutating func reset() { failures = 0 }
}
