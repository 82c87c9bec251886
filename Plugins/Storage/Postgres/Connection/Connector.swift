// Assay: connects to a server, and ends statements there, on a thread that may wait.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayPostgres

/// Calls of libpq that wait: names are looked up, keys are derived from passwords. They run on the host's workers.
enum Connector {
    /// Connects. Waits at most for connect_timeout.
    static func connect(_ target: ConnectionTarget) -> Result<OpaquePointer, SQLDriverFailure> {
        var keys: [UnsafePointer<CChar>?] = target.options.map { UnsafePointer(copy($0.key)) }
        var values: [UnsafePointer<CChar>?] = target.options.map { UnsafePointer(copy($0.value)) }
        defer { for text in keys + values { text?.deallocate() } }
        keys.append(nil)
        values.append(nil)
        guard let connection = PQconnectdbParams(keys, values, 0) else {
            return .failure(SQLDriverFailure(.ASSAY_STATUS_RESOURCE_EXHAUSTED, "libpq has no memory for a connection"))
        }
        guard PQstatus(connection) == CONNECTION_OK else {
            defer { PQfinish(connection) }
            return .failure(refusal(connection))
        }
        assay_postgres_drop_notices(connection)
        return .success(connection)
    }

    private static func copy(_ text: String) -> UnsafeMutablePointer<CChar> {
        let bytes = text.utf8CString
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
        for (index, byte) in bytes.enumerated() { (copy + index).initialize(to: byte) }
        return copy
    }

    /// A refusal has no SQLSTATE in libpq's interface; most are about the place, some about who asks.
    private static func refusal(_ connection: OpaquePointer) -> SQLDriverFailure {
        let text = SQLDriverFailure.words(PQerrorMessage(connection))
        if text.contains("authentication failed") || PQconnectionNeedsPassword(connection) != 0 {
            return SQLDriverFailure(.ASSAY_STATUS_UNAUTHENTICATED, text)
        }
        if text.contains("invalid connection option") || text.contains("does not exist") {
            return SQLDriverFailure(.ASSAY_STATUS_INVALID_ARGUMENT, text)
        }
        var failure = SQLDriverFailure(.ASSAY_STATUS_UNAVAILABLE, text)
        failure.flags = ASSAY_SQL_CAN_RETRY
        failure.code = "08001"
        return failure
    }
}

/// An errand of a loop to a worker.
final class Errand: @unchecked Sendable {
    // @unchecked: the loop hands it to the worker and gets it back; one of them has it at a time.
    private let work: () -> Void
    private let done: () -> Void
    private let attempts: Latch

    private init(_ attempts: Latch, _ work: @escaping () -> Void, _ done: @escaping () -> Void) {
        self.attempts = attempts
        self.work = work
        self.done = done
    }

    /// Runs `work` on a worker, then `done` on the loop; false when the workers are busy, and neither is run.
    static func send(
        _ engine: Engine, _ loop: OpaquePointer, work: @escaping () -> Void, done: @escaping () -> Void
    ) -> Bool {
        let errand = Unmanaged.passRetained(Errand(engine.attempts, work, done))
        engine.attempts.enter()
        let status = engine.workers.pointee.submit(
            engine.host.pointer,
            { data in
                guard let data else { return }
                let errand = Unmanaged<Errand>.fromOpaque(data).takeUnretainedValue()
                errand.work()
                errand.attempts.leave()
            }, loop,
            { data in
                guard let data else { return }
                Unmanaged<Errand>.fromOpaque(data).takeRetainedValue().done()
            }, errand.toOpaque())
        if status == .ASSAY_STATUS_OK { return true }
        engine.attempts.leave()
        errand.release()
        return false
    }
}
