// Assay: the C table of instances.h.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension assay_instances_t {
    /// The named components of whichever host is passed.
    static var table: assay_instances_t {
        assay_instances_t(
            struct_size: UInt32(MemoryLayout<assay_instances_t>.size),
            publish: { host, name, component, error in
                guard let extensions = HostExtensions.of(host), let name, let component else {
                    return ErrorText.report(
                        .ASSAY_STATUS_INVALID_ARGUMENT, "host, name or component is NULL", to: error)
                }
                ThreadTag.requireMain(extensions, "publish")
                do throws(InstanceFailure) {
                    try extensions.instances.publish(component, as: String(cString: name))
                    return .ASSAY_STATUS_OK
                } catch let failure {
                    return ErrorText.report(failure.status, failure.description, to: error)
                }
            },
            find: { host, name in
                guard let extensions = HostExtensions.of(host), let name else { return nil }
                ThreadTag.requireMain(extensions, "find")
                return extensions.instances.find(String(cString: name))
            },
            withdraw: { host, name in
                guard let extensions = HostExtensions.of(host), let name else { return }
                ThreadTag.requireMain(extensions, "withdraw")
                extensions.instances.withdraw(String(cString: name))
            })
    }
}
