// Assay: a host without extensions, for plugins that only read their config.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay

/// Makes a host that has nothing to offer. It lives as long as the test process.
func makeBareHost() -> Host {
    let pointer = UnsafeMutablePointer<assay_host_t>.allocate(capacity: 1)
    pointer.initialize(to: assay_host_t())
    pointer.pointee.struct_size = UInt32(MemoryLayout<assay_host_t>.size)
    pointer.pointee.get_extension = { _, _ in nil }
    return Host(pointer)
}
