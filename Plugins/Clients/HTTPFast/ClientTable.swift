// Assay: the C functions of the client.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// Makes the table of `assay_client_t`. Handles are pointers to this client's own structs; a NULL breaks the contract
/// and is answered with an error where there is one to give.
enum ClientTable {
    static func make() -> assay_client_t {
        assay_client_t(
            struct_size: UInt32(MemoryLayout<assay_client_t>.size),
            open_profile: { ClientTable.openProfile($0, $1, $2, $3, $4, $5) },
            close_profile: { profile in
                guard let profile else { return }
                ProfilePointer(profile).close()
            },
            open_session: { ClientTable.openSession($0, $1, $2, $3) },
            close_session: { session in
                guard let session else { return }
                SessionPointer(session).close()
            },
            send: { session, request, call, error in
                guard let session, let request, let call else { return ClientTable.nullPointer(error) }
                return SessionPointer(session).send(request, call, error)
            },
            cancel: { session, call in
                guard let session, let call else { return }
                SessionPointer(session).cancel(call)
            },
            resolve: { response, isSuccess, error in
                guard let exchange = response?.pointee.client_data else { return }
                exchange.assumingMemoryBound(to: Exchange.self).resolve(isSuccess, ByteView(error))
            },
            release: { response in
                guard let exchange = response?.pointee.client_data else { return }
                exchange.assumingMemoryBound(to: Exchange.self).release()
            })
    }

    private static func openProfile(
        _ client: UnsafePointer<assay_component_t>?, _ loop: OpaquePointer?, _ config: UnsafePointer<CChar>?,
        _ recorder: UnsafePointer<assay_recorder_t>?, _ profile: UnsafeMutablePointer<OpaquePointer?>?,
        _ error: UnsafeMutablePointer<assay_error_t>?
    ) -> assay_status_t {
        guard let client, let loop, let recorder, let profile else { return nullPointer(error) }
        return AssayError.report(to: error) {
            guard let component = ComponentBox.of(client).component as? HTTPFastClient else {
                throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "open_profile was called with another component")
            }
            var settings = component.config
            try settings.apply(
                Config(parsing: config.map { String(cString: $0) } ?? "{}", of: HTTPFastClient.descriptor.id))
            profile.pointee = OpaquePointer(try Profile.open(component.home(of: loop), settings, recorder))
        }
    }

    private static func openSession(
        _ profile: OpaquePointer?, _ userID: UInt64, _ session: UnsafeMutablePointer<OpaquePointer?>?,
        _ error: UnsafeMutablePointer<assay_error_t>?
    ) -> assay_status_t {
        guard let profile, let session else { return nullPointer(error) }
        let owner = ProfilePointer(profile)
        let opened = SessionPointer.allocate(capacity: 1)
        opened.initialize(to: Session(owner, userID))
        owner.pointee.userCount &+= 1
        session.pointee = OpaquePointer(opened)
        return .ASSAY_STATUS_OK
    }

    private static func nullPointer(_ error: UnsafeMutablePointer<assay_error_t>?) -> assay_status_t {
        AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "a client function was called with a null pointer").write(to: error)
    }
}
