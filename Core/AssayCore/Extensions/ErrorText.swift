// Assay: errors for C callers.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Writes an error that a C caller owns.
enum ErrorText {
    /// Fills `error`, when there is one, and returns `status`. Texts that are too long are cut between characters.
    static func report(
        _ status: assay_status_t, _ message: String, context: String = "",
        to error: UnsafeMutablePointer<assay_error_t>?
    ) -> assay_status_t {
        guard let error else { return status }
        error.pointee.status = status
        withUnsafeMutableBytes(of: &error.pointee.message) { copy(message, to: $0) }
        withUnsafeMutableBytes(of: &error.pointee.context) { copy(context, to: $0) }
        return status
    }

    /// Runs `body` and tells a C caller how it went.
    static func reporting(
        to target: UnsafeMutablePointer<assay_error_t>?, _ body: () throws(HookError) -> Void
    ) -> assay_status_t {
        do throws(HookError) {
            try body()
            return .ASSAY_STATUS_OK
        } catch {
            return error.report(to: target)
        }
    }

    private static func copy(_ text: String, to buffer: UnsafeMutableRawBufferPointer) {
        let utf8 = text.utf8
        var end = utf8.startIndex
        var length = 0
        for scalar in text.unicodeScalars {
            let size = Unicode.UTF8.width(scalar)
            if length + size >= buffer.count { break }
            length += size
            end = utf8.index(end, offsetBy: size)
        }
        buffer.copyBytes(from: utf8[..<end])
        buffer[length] = 0
    }
}

extension LoopError {
    /// Tells a C caller.
    func report(to error: UnsafeMutablePointer<assay_error_t>?, context: String) -> assay_status_t {
        ErrorText.report(.ASSAY_STATUS_INVALID_ARGUMENT, message, context: context, to: error)
    }
}
