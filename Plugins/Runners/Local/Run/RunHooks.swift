// Assay: the hooks of a run, in Locust's words.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import Glibc

/// Declares the hooks of a run and emits them. The hook numbers never change once they are declared.
final class RunHooks: @unchecked Sendable {
    // @unchecked: immutable after init; the host's functions are [any].
    private let host: UnsafePointer<assay_host_t>
    /// The functions of the bus.
    let hooks: UnsafePointer<assay_hooks_t>
    let requestSuccess: assay_hook_t
    let requestFailure: assay_hook_t
    let userAdd: assay_hook_t
    let userRemove: assay_hook_t
    let userError: assay_hook_t
    private let runHooks: [String: assay_hook_t]

    init(_ host: Host) throws {
        self.host = host.pointer
        let hooks = try host.requiredTable(ASSAY_EXT_HOOKS, as: assay_hooks_t.self)
        self.hooks = hooks
        func declare(_ name: String, _ description: String, _ fields: EventFields) throws -> assay_hook_t {
            try fields.declare(name, description, hooks, host.pointer)
        }
        requestSuccess = try declare(ASSAY_HOOK_REQUEST_SUCCESS, "a request has ended well", .request)
        requestFailure = try declare(ASSAY_HOOK_REQUEST_FAILURE, "a request has failed", .request)
        userAdd = try declare(ASSAY_HOOK_USER_ADD, "a user has begun", .user)
        userRemove = try declare(ASSAY_HOOK_USER_REMOVE, "a user has ended", .user)
        userError = try declare(ASSAY_HOOK_USER_ERROR, "a task has thrown", .user)
        var numbers: [String: assay_hook_t] = [:]
        for (name, description) in RunHooks.runEvents { numbers[name] = try declare(name, description, .run) }
        runHooks = numbers
    }

    private static let runEvents = [
        (ASSAY_HOOK_INIT, "the runner is made"), (ASSAY_HOOK_TEST_START, "a test begins"),
        (ASSAY_HOOK_TEST_STOPPING, "users are about to be stopped"), (ASSAY_HOOK_TEST_STOP, "all users have stopped"),
        (ASSAY_HOOK_SPAWNING_COMPLETE, "a ramp has reached its number of users"),
        (ASSAY_HOOK_RESET_STATS, "the statistics are about to be set back"),
        (ASSAY_HOOK_QUITTING, "the process is about to end"), (ASSAY_HOOK_QUIT, "the last thing before the end"),
        (ASSAY_HOOK_CPU_WARNING, "the generator uses more than 90 % of a core"),
    ]

    /// Fills the head of an event: size, hook, time.
    func stamp(_ event: inout assay_event_t, _ hook: assay_hook_t, size: Int) {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        event.struct_size = UInt32(clamping: size)
        event.hook = hook
        event.time = assay_time_t(now.tv_sec) &* 1_000_000_000 &+ assay_time_t(now.tv_nsec)
    }

    /// Emits an event of a user that is complete.
    func emit(user event: inout assay_user_event_t) {
        let hook = event.event.hook
        guard hooks.pointee.is_observed(host, hook) else { return }
        withUnsafeMutablePointer(to: &event) { pointer in
            UnsafeMutableRawPointer(pointer).withMemoryRebound(to: assay_event_t.self, capacity: 1) {
                hooks.pointee.emit(host, hook, $0)
            }
        }
    }

    /// Emits user_add or user_remove.
    func emit(_ hook: assay_hook_t, userID: UInt64, userClass recorder: UnsafeMutablePointer<assay_recorder_t>) {
        guard hooks.pointee.is_observed(host, hook) else { return }
        var event = assay_user_event_t()
        stamp(&event.event, hook, size: MemoryLayout<assay_user_event_t>.size)
        event.user_class = recorder.pointee.user_class
        event.user_class_length = recorder.pointee.user_class_length
        event.user_id = userID
        emit(user: &event)
    }

    /// Emits one of the run's own hooks.
    func emit(_ name: String, runID: String, userCount: Int = 0, exitCode: Int32 = 0, cpuUsage: Double = 0) {
        guard let hook = runHooks[name], hooks.pointee.is_observed(host, hook) else { return }
        runID.withCString { text in
            var event = assay_run_event_t()
            stamp(&event.event, hook, size: MemoryLayout<assay_run_event_t>.size)
            event.run_id = text
            event.run_id_length = UInt32(clamping: runID.utf8.count)
            event.user_count = UInt32(clamping: userCount)
            event.exit_code = exitCode
            event.cpu_usage = cpuUsage
            withUnsafeMutablePointer(to: &event) { pointer in
                UnsafeMutableRawPointer(pointer).withMemoryRebound(to: assay_event_t.self, capacity: 1) {
                    hooks.pointee.emit(host, hook, $0)
                }
            }
        }
    }
}
