// Assay: the C table of the hooks that can refuse.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssayLinux

extension assay_deciders_t {
    /// The deciders of whichever host is passed.
    static var table: assay_deciders_t {
        var table = assay_deciders_t()
        table.struct_size = UInt32(MemoryLayout<assay_deciders_t>.size)
        table.subscribe = { host, hook, deadline, decider, userData, subscription, error in
            guard let board = HostExtensions.of(host)?.deciders else { return .ASSAY_STATUS_INVALID_ARGUMENT }
            return ErrorText.reporting(to: error) { () throws(HookError) in
                let id = try board.subscribe(to: hook, deadline: deadline, decider, userData)
                subscription?.pointee = id
            }
        }
        table.unsubscribe = { host, subscription, done, userData in
            HostExtensions.of(host)?.deciders.unsubscribe(subscription, done: done, userData: userData)
        }
        table.resolve = { host, token, verdict, reason in
            HostExtensions.of(host)?.deciders.resolve(token, verdict, reason: reason.map { String(cString: $0) })
        }
        table.has_deciders = { host, hook in HostExtensions.of(host)?.deciders.hasDeciders(hook) ?? true }
        table.decide = { host, hook, event, decided, userData in
            guard let board = HostExtensions.of(host)?.deciders, let event, let decided else { return }
            ThreadTag.forbidLoop("decide")
            board.decide(hook, event, decided, userData)
        }
        return table
    }
}
