// Assay: the table that plugins see as their host.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

extension Host {
    /// Never freed: threads of plugins may hold it to the end of the process.
    static func makePointer(_ data: UnsafeMutablePointer<HostData>) -> UnsafeMutablePointer<assay_host_t> {
        let pointer = UnsafeMutablePointer<assay_host_t>.allocate(capacity: 1)
        pointer.initialize(
            to: assay_host_t(
                struct_size: UInt32(MemoryLayout<assay_host_t>.size), abi: ABIVersion.current.cValue,
                host_data: UnsafeMutableRawPointer(data), name: strdup("assay"),
                version: strdup(ASSAY_VERSION_STRING),
                get_extension: { host, id in
                    guard let host, let id else { return nil }
                    if strcmp(id, ASSAY_EXT_COMPONENTS) == 0 {
                        return Host.of(host).map { UnsafeRawPointer($0.componentsTable) }
                    }
                    return HostExtensions.of(host)?.table(for: id)
                }))
        return pointer
    }

    /// The host behind what a plugin passed; nil when it is gone.
    static func of(_ pointer: UnsafePointer<assay_host_t>?) -> Host? {
        let data = pointer?.pointee.host_data?.assumingMemoryBound(to: HostData.self)
        return data?.pointee.host.map { Unmanaged<Host>.fromOpaque($0).takeUnretainedValue() }
    }
}
