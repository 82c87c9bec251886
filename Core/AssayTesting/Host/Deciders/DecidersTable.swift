// Assay: the deciders table of the test host.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

extension assay_deciders_t {
    static func test() -> assay_deciders_t {
        assay_deciders_t(
            struct_size: UInt32(MemoryLayout<assay_deciders_t>.size),
            subscribe: { host, hook, deadline, decider, data, subscription, error in
                AssayError.report(to: error) {
                    guard let host = TestHost.of(host) else {
                        throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "subscribe was called without a host")
                    }
                    let id = try host.deciders.subscribe(hook, deadline, decider, data)
                    subscription?.pointee = id
                }
            },
            unsubscribe: { host, subscription, done, data in
                TestHost.of(host)?.deciders.unsubscribe(subscription, done, data)
            },
            resolve: { host, token, verdict, reason in
                guard let host = TestHost.of(host) else { return }
                let reason = reason.map { String(cString: $0) }
                let denial = verdict == .ASSAY_VERDICT_ALLOW ? nil : reason ?? "denied without a reason"
                host.main.postRemote { host.deciders.settle(token, denial: denial) }
            },
            has_deciders: { host, hook in TestHost.of(host)?.deciders.hasDeciders(hook) ?? true },
            decide: { host, hook, event, decided, data in
                guard let host = TestHost.of(host), let event, let decided else { return }
                host.check(
                    host.isOnThread && (host.running == nil || host.running === host.main),
                    "decide [main | blocking] was called elsewhere")
                host.deciders.decide(hook, event, decided, data)
            })
    }
}
