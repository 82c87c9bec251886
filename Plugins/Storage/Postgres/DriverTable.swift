// Assay: the C functions of the PostgreSQL driver.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// Makes the table of `assay_sql_driver_t`. A session is a retained reference to a `Session`; a NULL breaks the contract
/// and is answered with an error where there is one to give.
enum DriverTable {
    static func make() -> assay_sql_driver_t {
        assay_sql_driver_t(
            struct_size: UInt32(MemoryLayout<assay_sql_driver_t>.size),
            get_capabilities: { (ComponentBox.of($0).component as? PostgresDriver)?.capabilities },
            open_session: { DriverTable.openSession($0, $1, $2, $3) },
            close_session: { session in
                guard let session else { return }
                Unmanaged<Session>.fromOpaque(UnsafeRawPointer(session)).takeRetainedValue().close()
            },
            submit: { session, batch, call, error in
                guard let session, let batch, let call else { return DriverTable.nullPointer(error) }
                return Session.of(session).submit(batch, call, error)
            },
            cancel: { session, call in
                guard let session, let call else { return }
                Session.of(session).cancel(call)
            },
            listen: { session, listener, error in
                guard let session, let listener else { return DriverTable.nullPointer(error) }
                return AssayError.report(to: error) { try Session.of(session).listen(listener) }
            },
            unlisten: { session, listener in
                guard let session, let listener else { return }
                Session.of(session).unlisten(listener)
            })
    }

    private static func openSession(
        _ driver: UnsafePointer<assay_component_t>?, _ loop: OpaquePointer?,
        _ session: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<assay_error_t>?
    ) -> assay_status_t {
        guard let driver, let loop, let session else { return nullPointer(error) }
        return AssayError.report(to: error) {
            guard let component = ComponentBox.of(driver).component as? PostgresDriver else {
                throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "open_session was called with another component")
            }
            session.pointee = OpaquePointer(Unmanaged.passRetained(try component.openSession(loop)).toOpaque())
        }
    }

    private static func nullPointer(_ error: UnsafeMutablePointer<assay_error_t>?) -> assay_status_t {
        AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "a SQL function was called with a null pointer").write(to: error)
    }
}
