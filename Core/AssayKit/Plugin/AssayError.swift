// Assay: the error that crosses the plugin border.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// An error as the C headers carry it: a status, a message that names the thing and the fix, and the value at fault.
public struct AssayError: Error, CustomStringConvertible {
    /// What kind of failure it is.
    public let status: assay_status_t
    /// Lower case, no full stop.
    public let message: String
    /// The value or place at fault; empty when the message says it all.
    public let context: String

    /// Makes an error.
    public init(_ status: assay_status_t, _ message: String, context: String = "") {
        self.status = status
        self.message = message
        self.context = context
    }

    /// The message, with the context behind it.
    public var description: String { context.isEmpty ? message : "\(message): \(context)" }
}

extension AssayError {
    /// Reads what a C function wrote.
    public init(_ error: assay_error_t) {
        self.init(
            error.status, withUnsafeBytes(of: error.message, AssayError.text),
            context: withUnsafeBytes(of: error.context, AssayError.text))
    }

    /// Calls a C function that takes a caller-owned error, and throws what it reports.
    public static func check(_ call: (UnsafeMutablePointer<assay_error_t>) -> assay_status_t) throws(AssayError) {
        var error = assay_error_t()
        error.struct_size = UInt32(MemoryLayout<assay_error_t>.size)
        let status = call(&error)
        guard status != .ASSAY_STATUS_OK else { return }
        error.status = status
        throw AssayError(error)
    }

    /// Writes the error into a C caller's struct, cutting texts that are too long, and returns its status.
    @discardableResult
    public func write(to error: UnsafeMutablePointer<assay_error_t>?) -> assay_status_t {
        guard let error else { return status }
        error.pointee.status = status
        withUnsafeMutableBytes(of: &error.pointee.message) { AssayError.copy(message, to: $0) }
        withUnsafeMutableBytes(of: &error.pointee.context) { AssayError.copy(context, to: $0) }
        return status
    }

    private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    private static func copy(_ text: String, to bytes: UnsafeMutableRawBufferPointer) {
        var length = 0
        for byte in text.utf8 where length < bytes.count - 1 {
            bytes[length] = byte
            length += 1
        }
        bytes[length] = 0
    }
}

extension AssayError {
    /// Runs `body` for a C caller: returns OK, or writes what it threw and returns its status.
    public static func report(
        to report: UnsafeMutablePointer<assay_error_t>?, _ body: () throws -> Void
    ) -> assay_status_t {
        do {
            try body()
            return .ASSAY_STATUS_OK
        } catch let failure as AssayError {
            return failure.write(to: report)
        } catch {
            return AssayError(.ASSAY_STATUS_UNKNOWN, "\(error)").write(to: report)
        }
    }
}
