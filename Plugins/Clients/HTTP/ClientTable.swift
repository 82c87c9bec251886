// Assay: the C functions of the client.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// Makes the table of `assay_client_t`. Handles are retained references to this client's own classes; a NULL breaks the
/// contract and is answered with an error where there is one to give.
enum ClientTable {
    static func make() -> assay_client_t {
        assay_client_t(
            struct_size: UInt32(MemoryLayout<assay_client_t>.size),
            open_profile: { ClientTable.openProfile($0, $1, $2, $3, $4, $5) },
            close_profile: { profile in
                guard let profile else { return }
                Unmanaged<Profile>.fromOpaque(UnsafeRawPointer(profile)).release()
            },
            open_session: { ClientTable.openSession($0, $1, $2, $3) },
            close_session: { session in
                guard let session else { return }
                Unmanaged<Session>.fromOpaque(UnsafeRawPointer(session)).takeRetainedValue().close()
            },
            send: { session, request, call, error in
                guard let session, let request, let call else { return ClientTable.nullPointer(error) }
                return AssayError.report(to: error) { try Session.of(session).send(request, call) }
            },
            cancel: { session, call in
                guard session != nil, let data = call?.pointee.client_data.0 else { return }
                Transfer.of(data).abort(.ASSAY_CLIENT_CANCELLED)
            },
            resolve: { response, isSuccess, error in
                guard let data = response?.pointee.client_data else { return }
                Transfer.of(data).resolve(isSuccess, error)
            },
            release: { response in
                guard let data = response?.pointee.client_data else { return }
                Unmanaged<Transfer>.fromOpaque(data).takeRetainedValue().release()
            })
    }

    private static func openProfile(
        _ client: UnsafePointer<assay_component_t>?, _ loop: OpaquePointer?, _ config: UnsafePointer<CChar>?,
        _ recorder: UnsafePointer<assay_recorder_t>?, _ profile: UnsafeMutablePointer<OpaquePointer?>?,
        _ error: UnsafeMutablePointer<assay_error_t>?
    ) -> assay_status_t {
        guard let client, let loop, let recorder, let profile else { return nullPointer(error) }
        return AssayError.report(to: error) {
            guard let component = ComponentBox.of(client).component as? HTTPClient else {
                throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "open_profile was called with another component")
            }
            var settings = component.settings
            try settings.apply(
                Config(parsing: config.map { String(cString: $0) } ?? "{}", of: HTTPClient.descriptor.id))
            let opened = try Profile(settings, try HostLoop(loop, component.host), Recorder(recorder))
            profile.pointee = OpaquePointer(Unmanaged.passRetained(opened).toOpaque())
        }
    }

    private static func openSession(
        _ profile: OpaquePointer?, _ userID: UInt64, _ session: UnsafeMutablePointer<OpaquePointer?>?,
        _ error: UnsafeMutablePointer<assay_error_t>?
    ) -> assay_status_t {
        guard let profile, let session else { return nullPointer(error) }
        return AssayError.report(to: error) {
            let owner = Unmanaged<Profile>.fromOpaque(UnsafeRawPointer(profile)).takeUnretainedValue()
            session.pointee = OpaquePointer(Unmanaged.passRetained(try Session(owner, userID)).toOpaque())
        }
    }

    private static func nullPointer(_ error: UnsafeMutablePointer<assay_error_t>?) -> assay_status_t {
        AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "a client function was called with a null pointer").write(to: error)
    }
}
