// Assay: the named components of the test host.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

extension assay_instances_t {
    static func test() -> assay_instances_t {
        assay_instances_t(
            struct_size: UInt32(MemoryLayout<assay_instances_t>.size),
            publish: { host, name, component, error in
                AssayError.report(to: error) {
                    guard let host = TestHost.of(host), let name, let component else {
                        throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "publish was called with a null pointer")
                    }
                    host.check(host.isOn(host.main), "publish [main] was called elsewhere")
                    let text = String(cString: name)
                    guard host.instances[text] == nil else {
                        throw AssayError(.ASSAY_STATUS_ALREADY_EXISTS, "the name is in use", context: text)
                    }
                    host.instances[text] = component
                }
            },
            find: { host, name in
                guard let host = TestHost.of(host), let name else { return nil }
                host.check(host.isOn(host.main), "find [main] was called elsewhere")
                return host.instances[String(cString: name)]
            },
            withdraw: { host, name in
                guard let host = TestHost.of(host), let name else { return }
                host.check(host.isOn(host.main), "withdraw [main] was called elsewhere")
                host.instances[String(cString: name)] = nil
            })
    }
}
