// Assay: errors of C functions as errors of the command line.
// SPDX-License-Identifier: Apache-2.0
import CAssay

extension CommandError {
    /// Calls a C function that takes a caller-owned error, and throws what it reports.
    static func check(_ call: (UnsafeMutablePointer<assay_error_t>) -> assay_status_t) throws(CommandError) {
        var error = assay_error_t()
        error.struct_size = UInt32(MemoryLayout<assay_error_t>.size)
        let status = call(&error)
        guard status != .ASSAY_STATUS_OK else { return }
        let message = withUnsafeBytes(of: error.message, text)
        let context = withUnsafeBytes(of: error.context, text)
        let text = message.isEmpty ? "failed with status \(status.rawValue)" : message
        throw CommandError(context.isEmpty || text.contains(context) ? text : "\(text): \(context)")
    }

    private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
}
