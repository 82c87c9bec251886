// Assay: the deciders table of the validator's host.
// SPDX-License-Identifier: Apache-2.0
import AssayContract
import CAssay
import Glibc

extension HostTables {
    static var deciders: assay_deciders_t {
        var table = assay_deciders_t()
        table.struct_size = UInt32(MemoryLayout<assay_deciders_t>.size)
        table.subscribe = { _, hook, deadline, decider, userData, subscription, error in
            HostTables.subscribe(hook, deadline, decider, userData, subscription, error)
        }
        table.unsubscribe = { _, subscription, done, userData in
            TestHost.current?.deciders.remove(subscription)
            if let done { TestHost.current?.main.postRemote(.calling(done, userData)) }
        }
        table.resolve = { _, token, verdict, reason in
            let bytes = reason.map { Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))) }
            let isAllowed = verdict == .ASSAY_VERDICT_ALLOW
            TestHost.current?.deciders.resolve(token, .init(isAllowed: isAllowed, reason: bytes))
        }
        // Nobody else is there who could refuse: what the component asks is allowed.
        table.decide = { _, hook, event, decided, userData in
            guard let host = TestHost.current, event != nil, let decided else { return }
            if !host.isOnMain, !host.isWorking { host.note("deciders.decide [main | blocking] was called elsewhere") }
            host.main.postRemote(
                TestLoop.Job(
                    function: { function, data in
                        // The word is the function pointer itself.
                        if let function {
                            unsafeBitCast(function, to: assay_decided_t.self)(data, .ASSAY_VERDICT_ALLOW, "")
                        }
                    }, first: unsafeBitCast(decided, to: UnsafeMutableRawPointer.self), second: userData))
        }
        return table
    }

    private static func subscribe(
        _ hook: UInt32, _ deadline: Int64, _ decider: assay_decider_t?, _ userData: UnsafeMutableRawPointer?,
        _ subscription: UnsafeMutablePointer<UInt64>?, _ error: UnsafeMutablePointer<assay_error_t>?
    ) -> assay_status_t {
        guard let host = TestHost.current, let decider, Int(hook) < host.hooks.declarations.count else {
            return CallError.write(.ASSAY_STATUS_INVALID_ARGUMENT, "no such hook, or no decider", error)
        }
        let name = String(cString: host.hooks.declarations[Int(hook)].pointee.name)
        guard name.split(separator: ".").last?.hasPrefix("before_") == true else {
            return CallError.write(.ASSAY_STATUS_INVALID_ARGUMENT, "hook '\(name)' cannot be refused", error)
        }
        guard deadline > 0 else {
            return CallError.write(.ASSAY_STATUS_INVALID_ARGUMENT, "the deadline is not above 0", error)
        }
        subscription?.pointee = host.deciders.add(hook, deadline, decider, userData)
        return .ASSAY_STATUS_OK
    }
}

extension TestLoop.Job {
    /// Calls a function of one parameter, which travels as a word: both have the size of a pointer.
    static func calling(
        _ function: @escaping @convention(c) (UnsafeMutableRawPointer?) -> Void, _ data: UnsafeMutableRawPointer?
    ) -> TestLoop.Job {
        TestLoop.Job(
            function: { function, data in
                typealias Function = @convention(c) (UnsafeMutableRawPointer?) -> Void
                if let function { unsafeBitCast(function, to: Function.self)(data) }
            }, first: unsafeBitCast(function, to: UnsafeMutableRawPointer.self), second: data)
    }
}
