// Assay: the client profiles of a user class on one loop.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayKit
internal import CAssay

/// A profile that a user class has opened.
struct ClientProfile {
    let id: String
    let config: String
    let functions: UnsafePointer<assay_client_t>
    let profile: OpaquePointer

    func close() {
        functions.pointee.close_profile(profile)
    }
}

extension LoopClass {
    /// `get_client` of the user host.
    static func getClient(
        _ userHost: UnsafePointer<assay_user_host_t>?, _ id: UnsafePointer<CChar>?, _ config: UnsafePointer<CChar>?,
        _ client: UnsafeMutablePointer<UnsafePointer<assay_client_t>?>?, _ error: UnsafeMutablePointer<assay_error_t>?
    ) -> OpaquePointer? {
        var profile: OpaquePointer?
        _ = AssayError.report(to: error) {
            guard let recorder = userHost?.pointee.recorder, let loopClass = of(recorder), let id, let client else {
                throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "get_client was called with a null pointer")
            }
            let found = try loopClass.profile(String(cString: id), config.map { String(cString: $0) } ?? "{}")
            client.pointee = found.functions
            profile = found.profile
        }
        return profile
    }

    private func profile(_ requested: String, _ requestedConfig: String) throws -> ClientProfile {
        let id = engine.run.plan.client ?? requested
        let config = try merged(requestedConfig)
        if let profile = profiles.first(where: { $0.id == id && $0.config == config }) { return profile }
        let component = try engine.run.client(id)
        guard let table = component.pointee.get_extension(component, ASSAY_KIND_CLIENT) else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the component is not a client", context: id)
        }
        let functions = table.assumingMemoryBound(to: assay_client_t.self)
        var opened: OpaquePointer?
        try AssayError.check {
            functions.pointee.open_profile(component, engine.loop, config, recorder, &opened, $0)
        }
        guard let opened else {
            throw AssayError(.ASSAY_STATUS_INTERNAL, "the client gave no profile", context: id)
        }
        let profile = ClientProfile(id: id, config: config, functions: functions, profile: opened)
        profiles.append(profile)
        return profile
    }

    /// The config that the class gives its client, with the run's on top.
    private func merged(_ config: String) throws -> String {
        let changes = engine.run.plan.clientConfig
        guard changes.count > 0 else { return config }
        guard case .object(var object) = try JSONValue(parsing: config) else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the config of a client must be a JSON object")
        }
        for (key, value) in changes { object[key] = value }
        return JSONValue.object(object).text()
    }
}
