// Assay: a user of the scenario that checks runners.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayKit
internal import CAssay

/// Does what the runner asks, and notes what it may not ask.
final class RunUser {
    private enum Life { case made, started, stopped }

    private let host: TestHost
    private let parts: TestParts
    private let context: UnsafeMutablePointer<assay_user_context_t>
    private let userHost: assay_user_host_t
    private let arena = Arena()
    private let timer: UnsafeMutablePointer<assay_timer_t>
    private var life = Life.made
    private var running: String?
    private var isCancelled = false
    private var setDepth = 0

    /// Makes a user; it lives until `destroy`.
    init(_ host: TestHost, _ parts: TestParts, _ context: UnsafeMutablePointer<assay_user_context_t>) throws {
        guard let userHost = context.pointee.user_host?.pointee else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "create_user was called without a user host")
        }
        self.host = host
        self.parts = parts
        self.context = context
        self.userHost = userHost
        timer = arena.place(assay_timer_t())
        timer.pointee.user_data = Unmanaged.passUnretained(self).toOpaque()
        timer.pointee.on_fire = { timer in RunUser.of(timer?.pointee.user_data)?.timerFired() }
        checkHost("create_user")
        parts.scenarioCalls.userCount += 1
        parts.scenarioCalls.liveCount += 1
        let id = context.pointee.user_id
        parts.expect(id > 0, "a user's user_id is 0")
        parts.expect(parts.scenarioCalls.userIDs.insert(id).inserted, "two users have the user_id \(id)")
    }

    /// What the runner gets; given up by `destroy`.
    var handle: UnsafeMutableRawPointer { Unmanaged.passRetained(self).toOpaque() }

    static func of(_ user: UnsafeMutableRawPointer?) -> RunUser? {
        user.map { Unmanaged<RunUser>.fromOpaque($0).takeUnretainedValue() }
    }

    private func checkHost(_ call: String) {
        parts.expect(host.isOn(host.work), "\(call) [loop] was called on another thread than the loop's")
        parts.expect(userHost.host == UnsafePointer(host.pointer), "the user host's host is another one")
        parts.expect(userHost.loop == host.work.pointer, "the user host's loop is another one")
        parts.expect(userHost.recorder != nil && userHost.scenario_data != nil, "the user host lacks a member")
        parts.expect(userHost.finish != nil && userHost.get_client != nil, "the user host lacks a function")
        let url = userHost.base_url.map { String(cString: $0) }
        parts.expect(url == "http://host.test", "the user host's base_url is not the class's: '\(url ?? "NULL")'")
    }

    /// Begins a step.
    func run(_ step: assay_step_t, _ index: UInt32) {
        let name = "step \(step.rawValue) of index \(index)"
        checkHost("run_step")
        parts.expect(running == nil, "\(name) begins while \(running ?? "") runs")
        parts.expect(context.pointee.scheduled > 0, "\(name) has no schedule")
        running = name
        isCancelled = false
        switch step {
        case .ASSAY_STEP_ON_START:
            parts.expect(life == .made, "\(name): on_start is not the first step, or comes twice")
            life = .started
            end(.ASSAY_STEP_OK)
        case .ASSAY_STEP_ON_STOP:
            parts.expect(life == .started, "\(name): on_stop comes twice, or without on_start")
            life = .stopped
            end(.ASSAY_STEP_OK)
        case .ASSAY_STEP_TASK_SET_ON_START:
            parts.expect(index == 1 && setDepth == 0, "\(name): the set has no on_start, or is entered already")
            setDepth += 1
            end(.ASSAY_STEP_OK)
        case .ASSAY_STEP_TASK_SET_ON_STOP:
            parts.expect(index == 1 && setDepth == 1, "\(name): the set has no on_stop, or was not entered")
            setDepth -= 1
            end(.ASSAY_STEP_OK)
        case .ASSAY_STEP_TASK: begin(task: index)
        default: parts.expect(false, "\(name): there is no such step")
        }
    }

    private func begin(task index: UInt32) {
        parts.expect(life == .started, "a task runs before on_start or after on_stop")
        parts.scenarioCalls.begunTasks.insert(index)
        switch CheckedTask(rawValue: index) {
        case .quick:
            record(.ASSAY_OUTCOME_SUCCESS)
            end(.ASSAY_STEP_OK)
        case .slow: wait(seconds: 0.2)
        case .broken: end(.ASSAY_STEP_ERROR)
        case .inside:
            parts.expect(setDepth == 1, "a task of the nested set runs outside of it")
            end(.ASSAY_STEP_INTERRUPT)
        case nil: parts.expect(false, "there is no task of index \(index)")
        }
    }

    private func wait(seconds: Double) {
        host.work.add(timer, host.work.now + assay_duration_t(seconds * 1e9))
    }

    private func timerFired() {
        record(isCancelled ? .ASSAY_OUTCOME_INTERRUPTED : .ASSAY_OUTCOME_FAILURE)
        end(isCancelled ? .ASSAY_STEP_CANCELLED : .ASSAY_STEP_OK)
    }

    /// Ends the step; the next one may follow at once. The context may be gone afterwards, and this user with it.
    private func end(_ result: assay_step_result_t) {
        running = nil
        let isError = result == .ASSAY_STEP_ERROR
        let next = userHost.finish(context, result, text(isError ? "no luck" : ""), text(isError ? "here" : ""))
        guard next != UInt32.max else { return }
        running = "task \(next)"
        begin(task: next)
    }

    /// Asks the step that runs to end soon.
    func cancel() {
        checkHost("cancel_step")
        parts.expect(running != nil, "cancel_step was called between steps")
        isCancelled = true
        if running != nil { wait(seconds: 0) }
    }

    func waitTime() -> Double {
        checkHost("get_wait_time")
        return 0.1
    }

    func destroy() {
        checkHost("destroy_user")
        parts.expect(running == nil, "destroy_user was called while \(running ?? "") runs")
        parts.expect(life != .started, "a user was destroyed after on_start without on_stop")
        host.work.cancel(timer)
        parts.scenarioCalls.liveCount -= 1
        Unmanaged.passUnretained(self).release()
    }

    private func record(_ outcome: assay_outcome_t) {
        guard let recorder = userHost.recorder else { return }
        var event = assay_request_event_t()
        event.method = arena.text("RUN")
        event.method_length = 3
        event.name = arena.text("step")
        event.name_length = 4
        event.outcome = outcome
        if outcome == .ASSAY_OUTCOME_FAILURE {
            event.error = arena.text("late")
            event.error_length = 4
        }
        event.user_id = context.pointee.user_id
        event.name_id = recorder.pointee.intern(
            recorder, assay_string_t(data: event.method, length: 3), assay_string_t(data: event.name, length: 4))
        event.response_time_ms = 1
        event.response_time_from_send_ms = 1
        parts.scenarioCalls.recordCount += 1
        if outcome == .ASSAY_OUTCOME_INTERRUPTED { parts.scenarioCalls.interruptedCount += 1 }
        recorder.pointee.record(recorder, &event)
    }

    private func text(_ text: String) -> assay_string_t {
        assay_string_t(data: arena.text(text), length: text.utf8.count)
    }
}
