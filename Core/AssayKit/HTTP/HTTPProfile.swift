// Assay: a client profile: what the sessions of one user class on one loop share.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// A profile of a client component and the client's functions. The runner owns the profile.
struct HTTPProfile {
    let client: UnsafePointer<assay_client_t>
    let profile: OpaquePointer
}

extension ClassHome {
    /// The profile for `options`, opened on first use.
    func profile(_ options: HTTPOptions) throws -> HTTPProfile {
        if let profile = clients[options] { return profile }
        var client: UnsafePointer<assay_client_t>?
        var opened: OpaquePointer?
        try AssayError.check { error in
            opened = userHost.pointee.get_client(
                userHost, options.client, options.config(baseURL: baseURL), &client, error)
            return opened != nil ? .ASSAY_STATUS_OK : error.pointee.status
        }
        guard let client, let opened else {
            throw AssayError(.ASSAY_STATUS_INTERNAL, "the runner gave no client", context: options.client)
        }
        let profile = HTTPProfile(client: client, profile: opened)
        clients[options] = profile
        return profile
    }
}
