// Assay: the C table of the terminal.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension assay_terminal_t {
    /// The terminal of whichever host is passed.
    static var table: assay_terminal_t {
        assay_terminal_t(
            struct_size: UInt32(MemoryLayout<assay_terminal_t>.size),
            set_foot: { host, text in
                HostExtensions.of(host)?.log.setFoot(text.map { String(cString: $0) } ?? "")
            })
    }
}
