// Assay: work that waits, done beside the loops.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// The host's pool of threads, for work that waits or computes long.
public struct Workers: @unchecked Sendable {
    // @unchecked: the tables belong to the host, outlive every plugin and are never written.
    private let host: UnsafePointer<assay_host_t>
    private let table: UnsafePointer<assay_workers_t>

    /// The pool of a host.
    public init(_ host: Host) throws {
        self.host = host.pointer
        table = try host.requiredTable(ASSAY_EXT_WORKERS, as: assay_workers_t.self)
    }

    /// Runs `body` on a thread of the pool; the caller's task goes on where it was. Throws what `body` throws, and
    /// RESOURCE_EXHAUSTED when too much work waits.
    public func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withUnsafeThrowingContinuation { continuation in
            let job = WorkerJob { continuation.resume(with: Result(catching: body)) }
            let status = submit(job)
            guard status != .ASSAY_STATUS_OK else { return }
            continuation.resume(throwing: AssayError(status, "the worker threads have too much to do; try again later"))
        }
    }

    /// Runs `body` on a thread of the pool, and nobody waits. Returns false when too much work waits; it is not run then.
    @discardableResult
    public func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        submit(WorkerJob(body)) == .ASSAY_STATUS_OK
    }

    private func submit(_ job: WorkerJob) -> assay_status_t {
        let data = Unmanaged.passRetained(job).toOpaque()
        let status = table.pointee.submit(
            host,
            { data in
                guard let data else { return }
                Unmanaged<WorkerJob>.fromOpaque(data).takeRetainedValue().run()
            }, nil, nil, data)
        if status != .ASSAY_STATUS_OK { Unmanaged<WorkerJob>.fromOpaque(data).release() }
        return status
    }
}

/// A closure on its way to a worker.
private final class WorkerJob: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) {
        self.run = run
    }
}
