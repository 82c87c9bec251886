// Assay: the C table of the log.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension assay_log_t {
    /// The log of whichever host is passed.
    static var table: assay_log_t {
        var table = assay_log_t()
        table.struct_size = UInt32(MemoryLayout<assay_log_t>.size)
        table.log = { host, level, source, message in
            guard let log = HostExtensions.of(host)?.log, let message, level.rawValue >= log.level.rawValue else {
                return
            }
            log.log(level, source.map { String(cString: $0) } ?? "?", String(cString: message))
        }
        table.get_level = { host in HostExtensions.of(host)?.log.level ?? .ASSAY_LOG_INFO }
        return table
    }
}
