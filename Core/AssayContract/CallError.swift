// Assay: errors across the C border, both ways.
// SPDX-License-Identifier: Apache-2.0
package import CAssay

/// Reads and writes assay_error_t.
package enum CallError {
    /// An error struct to pass to a plugin.
    package static func empty() -> assay_error_t {
        var error = assay_error_t()
        error.struct_size = UInt32(MemoryLayout<assay_error_t>.size)
        return error
    }

    /// The message, up to its NUL; nil when there is none within the struct.
    package static func message(_ error: assay_error_t) -> [UInt8]? { withUnsafeBytes(of: error.message, text) }

    /// The context, likewise.
    package static func context(_ error: assay_error_t) -> [UInt8]? { withUnsafeBytes(of: error.context, text) }

    /// The message for people.
    package static func words(_ error: assay_error_t) -> String {
        let message = String(decoding: message(error) ?? [], as: UTF8.self)
        return message.isEmpty ? "no message" : message
    }

    /// Writes an error for a plugin.
    package static func write(
        _ status: assay_status_t, _ message: String, _ error: UnsafeMutablePointer<assay_error_t>?
    ) -> assay_status_t {
        guard let error else { return status }
        error.pointee.status = status
        withUnsafeMutableBytes(of: &error.pointee.message) { bytes in
            let utf8 = message.utf8.prefix(bytes.count - 1)
            bytes.copyBytes(from: utf8)
            bytes[utf8.count] = 0
        }
        withUnsafeMutableBytes(of: &error.pointee.context) { $0[0] = 0 }
        return status
    }

    private static func text(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        bytes.firstIndex(of: 0).map { Array(bytes[..<$0]) }
    }
}
