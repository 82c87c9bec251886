// Assay: the C table of the thread checks.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension assay_thread_check_t {
    /// The thread checks of whichever host is passed.
    static var table: assay_thread_check_t {
        var table = assay_thread_check_t()
        table.struct_size = UInt32(MemoryLayout<assay_thread_check_t>.size)
        table.is_main = { host in
            guard let extensions = HostExtensions.of(host) else { return false }
            return Loop.current == extensions.loops.main
        }
        table.is_loop = { _, loop in
            guard let loop else { return false }
            return Loop.current == Loop(loop)
        }
        table.is_worker = { _ in ThreadKind.current == .worker }
        return table
    }
}
