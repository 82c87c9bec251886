// Assay: the C table of the worker pool.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension assay_workers_t {
    /// The worker pool of whichever host is passed.
    static var table: assay_workers_t {
        var table = assay_workers_t()
        table.struct_size = UInt32(MemoryLayout<assay_workers_t>.size)
        table.submit = { host, work, loop, done, userData in
            guard let pool = HostExtensions.of(host)?.workers, let work, done == nil || loop != nil else {
                return .ASSAY_STATUS_INVALID_ARGUMENT
            }
            return pool.submit(Work(run: work, loop: loop.map { Loop($0) }, done: done, userData: userData))
        }
        return table
    }
}
