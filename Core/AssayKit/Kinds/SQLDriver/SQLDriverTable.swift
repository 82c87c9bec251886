// Assay: the C side of SQL drivers in Swift.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// The C functions of the kind; one table serves all drivers of a library. A NULL breaks the contract and is answered with
/// an error where there is one to give.
enum SQLDriverTable {
    // nonisolated(unsafe): written once, here, and only read afterwards.
    nonisolated(unsafe) static let pointer: UnsafeMutablePointer<assay_sql_driver_t> = {
        let table = UnsafeMutablePointer<assay_sql_driver_t>.allocate(capacity: 1)
        table.initialize(
            to: assay_sql_driver_t(
                struct_size: UInt32(MemoryLayout<assay_sql_driver_t>.size),
                get_capabilities: { (ComponentBox.of($0).component as? any SQLDriverComponent)?.capabilities },
                open_session: { open($0, $1, $2, $3) },
                close_session: { session in
                    guard let session else { return }
                    Unmanaged<SessionBox>.fromOpaque(UnsafeRawPointer(session)).takeRetainedValue().session.close()
                },
                submit: { session, batch, call, error in
                    guard let session, let batch, let call else { return nullPointer(error) }
                    return submit(session, batch, call, error)
                },
                cancel: { session, call in
                    guard let session, let call else { return }
                    SessionBox.of(session).cancel(call)
                },
                listen: { session, listener, error in
                    guard let session, let listener else { return nullPointer(error) }
                    return AssayError.report(to: error) { try SessionBox.of(session).listen(listener) }
                },
                unlisten: { session, listener in
                    guard let session, let listener else { return }
                    SessionBox.of(session).unlisten(listener)
                }))
        return table
    }()

    private static func open(
        _ driver: UnsafePointer<assay_component_t>?, _ loop: OpaquePointer?,
        _ session: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<assay_error_t>?
    ) -> assay_status_t {
        guard let driver, let loop, let session else { return nullPointer(error) }
        return AssayError.report(to: error) {
            guard let component = ComponentBox.of(driver).component as? any SQLDriverComponent else {
                throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "open_session was called with another component")
            }
            let box = SessionBox(try component.openSession(loop))
            session.pointee = OpaquePointer(Unmanaged.passRetained(box).toOpaque())
        }
    }

    private static func submit(
        _ session: OpaquePointer, _ batch: UnsafePointer<assay_sql_batch_t>,
        _ call: UnsafeMutablePointer<assay_sql_call_t>, _ error: UnsafeMutablePointer<assay_error_t>?
    ) -> assay_status_t {
        guard Int(batch.pointee.struct_size) == MemoryLayout<assay_sql_batch_t>.size else {
            return AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the batch has another size than these headers'")
                .write(to: error)
        }
        return AssayError.report(to: error) { try SessionBox.of(session).submit(batch, call) }
    }

    private static func nullPointer(_ error: UnsafeMutablePointer<assay_error_t>?) -> assay_status_t {
        AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "a SQL function was called with a null pointer").write(to: error)
    }
}

/// What an `assay_sql_session_t` points at.
private final class SessionBox {
    let session: any SQLDriverSession

    init(_ session: any SQLDriverSession) {
        self.session = session
    }

    static func of(_ pointer: OpaquePointer) -> any SQLDriverSession {
        Unmanaged<SessionBox>.fromOpaque(UnsafeRawPointer(pointer)).takeUnretainedValue().session
    }
}
