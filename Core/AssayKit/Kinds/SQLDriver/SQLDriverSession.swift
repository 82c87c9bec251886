// Assay: a session of a SQL driver in Swift.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// Carries out batches of one loop, on which all of these are called.
public protocol SQLDriverSession: AnyObject {
    /// Takes a batch and returns at once. Everything it points at stays until `call`'s `on_done`, which follows OK once, on
    /// the loop and never inside of this call. [loop]
    func submit(
        _ batch: UnsafePointer<assay_sql_batch_t>, _ call: UnsafeMutablePointer<assay_sql_call_t>
    ) throws(AssayError)

    /// Ends a batch as soon as it can be; `on_done` follows as ever. [loop]
    func cancel(_ call: UnsafeMutablePointer<assay_sql_call_t>)

    /// Cancels what is in flight, whose `on_done` still follow. Nothing else is called afterwards. [loop]
    func close()

    /// Begins to tell a listener of notifications. [loop]
    func listen(_ listener: UnsafeMutablePointer<assay_sql_listener_t>) throws

    /// Ends it; when this returns, the listener is not called any more. [loop]
    func unlisten(_ listener: UnsafeMutablePointer<assay_sql_listener_t>)
}

extension SQLDriverSession {
    /// Throws UNIMPLEMENTED: a database without notifications.
    public func listen(_ listener: UnsafeMutablePointer<assay_sql_listener_t>) throws {
        throw AssayError(.ASSAY_STATUS_UNIMPLEMENTED, "this database has no notifications")
    }

    /// Does nothing.
    public func unlisten(_ listener: UnsafeMutablePointer<assay_sql_listener_t>) {}
}
