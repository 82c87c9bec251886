// Assay: carries out the steps of one user, one after the other, in one Swift task.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// One user as the runner drives it: `run` begins a step, and the task, which waits between steps, carries it out.
/// The task lives as long as the user, so that a step costs no allocation.
final class UserDriver: @unchecked Sendable {
    // @unchecked: every member is touched on the user's loop alone.
    let context: UnsafeMutablePointer<assay_user_context_t>
    let home: ClassHome
    /// What the user waits for, newest first.
    var pending = PendingWaits()
    private let table: UserClassTable
    private var user: AnyObject?
    private let state: UnsafeMutablePointer<State>

    /// What changes with each step; in memory of its own, where access needs no run-time check.
    private struct State {
        var idle: UnsafeContinuation<Void, Never>?
        var step = assay_step_t.ASSAY_STEP_TASK
        var index: UInt32 = 0
        var hasStep = false
        var isCancelled = false
        var isDestroyed = false
        var isScheduleTaken = false
    }

    /// Makes a driver and its user.
    init(_ context: UnsafeMutablePointer<assay_user_context_t>, _ home: ClassHome) throws {
        self.context = context
        self.home = home
        table = home.tasks
        state = .allocate(capacity: 1)
        state.initialize(to: State())
        user = try table.makeUser(UserContext(driver: self))
    }

    deinit { state.deallocate() }

    /// Whether the step that runs is to end soon.
    var isCancelled: Bool { state.pointee.isCancelled }

    /// Begins the user's task.
    func begin() {
        Task(executorPreference: home.executor) { await self.work() }
    }

    /// Begins a step; called between steps only.
    func run(_ step: assay_step_t, _ index: UInt32) {
        state.pointee.step = step
        state.pointee.index = index
        state.pointee.hasStep = true
        state.pointee.isScheduleTaken = false
        resume()
    }

    /// Makes the step that runs end soon: whatever it waits for ends with a `CancellationError`.
    func cancel() {
        state.pointee.isCancelled = true
        while let wait = pending.removeFirst() { wait.cancel() }
    }

    /// Ends the user's task.
    func destroy() {
        user = nil
        state.pointee.isDestroyed = true
        resume()
    }

    /// The seconds to wait, for a custom wait time.
    func customWaitTime() -> Double { user.map { table.waitTime($0) } ?? 0 }

    /// When the next request was due. In the open model that is the iteration's scheduled start for its first request;
    /// 0 stands for the time of sending.
    func takeSchedule() -> assay_instant_t {
        guard context.pointee.measures_from_schedule, !state.pointee.isScheduleTaken else { return 0 }
        state.pointee.isScheduleTaken = true
        return context.pointee.scheduled
    }

    private func resume() {
        guard let continuation = state.pointee.idle else { return }
        state.pointee.idle = nil
        continuation.resume()
    }

    private func work() async {
        while !state.pointee.isDestroyed {
            guard state.pointee.hasStep else {
                await withUnsafeContinuation { state.pointee.idle = $0 }
                continue
            }
            state.pointee.hasStep = false
            var next: UInt32
            do {
                if let user, let body = table.body(of: state.pointee.step, state.pointee.index) {
                    try await body.run(user)
                }
                next = finish(state.pointee.isCancelled ? .ASSAY_STEP_CANCELLED : .ASSAY_STEP_OK)
            } catch {
                next = finish(throwing: error)
            }
            guard next != ASSAY_NONE else { continue }
            state.pointee.step = .ASSAY_STEP_TASK
            state.pointee.index = next
            state.pointee.hasStep = true
            state.pointee.isScheduleTaken = false
        }
    }

    private func finish(_ result: assay_step_result_t) -> UInt32 {
        state.pointee.isCancelled = false
        return home.userHost.pointee.finish(context, result, assay_string_t(), assay_string_t())
    }

    private func finish(throwing error: any Error) -> UInt32 {
        switch error {
        case is CancellationError where state.pointee.isCancelled: return finish(.ASSAY_STEP_CANCELLED)
        case is StopUser: return finish(.ASSAY_STEP_STOP_USER)
        case is StopTest: return finish(.ASSAY_STEP_STOP_TEST)
        case let flow as RescheduleTask:
            return finish(flow.immediately ? .ASSAY_STEP_RESCHEDULE_NOW : .ASSAY_STEP_RESCHEDULE)
        case let flow as Interrupt: return finish(flow.reschedule ? .ASSAY_STEP_INTERRUPT_NOW : .ASSAY_STEP_INTERRUPT)
        default: return report(error)
        }
    }

    private func report(_ error: any Error) -> UInt32 {
        let step = table.name(of: state.pointee.step, state.pointee.index)
        state.pointee.isCancelled = false
        var text = "\(error)"
        var trace = "\(type(of: error)) thrown by \(step)"
        return text.withUTF8 { text in
            trace.withUTF8 { trace in
                home.userHost.pointee.finish(context, .ASSAY_STEP_ERROR, assay_string_t(text), assay_string_t(trace))
            }
        }
    }
}
