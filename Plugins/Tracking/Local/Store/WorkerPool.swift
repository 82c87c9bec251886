// Assay: the host's threads for work that waits.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// The host's pool of threads for work that may not be done on a loop.
struct WorkerPool: @unchecked Sendable {
    // @unchecked: the host's functions are [any].
    private let host: UnsafePointer<assay_host_t>
    private let table: UnsafePointer<assay_workers_t>

    init(_ host: Host) throws {
        self.host = host.pointer
        table = try host.requiredTable(ASSAY_EXT_WORKERS, as: assay_workers_t.self)
    }

    /// Calls `work` with `data` on a thread of the pool; false when its queue is full, and then it is not called.
    func submit(_ data: UnsafeMutableRawPointer, _ work: @convention(c) (UnsafeMutableRawPointer?) -> Void) -> Bool {
        table.pointee.submit(host, work, nil, nil, data) == .ASSAY_STATUS_OK
    }
}
