// Assay: carries out the steps of one user, one after the other, in one Swift task.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// One user as the runner drives it: `run` begins a step, and the task, which waits between steps, carries it out.
/// The task lives as long as the user, so that a step costs no allocation.
class UserDriver: @unchecked Sendable {
    // @unchecked: every member is touched on the user's loop alone.
    let context: UnsafeMutablePointer<assay_user_context_t>
    let home: ClassHome
    /// Set once the step that runs is to end soon.
    private(set) var isCancelled = false
    /// What the user waits for, newest first.
    var pending: PendingWait?
    private var idle: UnsafeContinuation<Void, Never>?
    private var step = assay_step_t.ASSAY_STEP_TASK
    private var index: UInt32 = 0
    private var hasStep = false
    private var isDestroyed = false
    private var isScheduleTaken = true

    init(_ context: UnsafeMutablePointer<assay_user_context_t>, _ home: ClassHome) {
        self.context = context
        self.home = home
    }

    /// Begins the user's task.
    func begin() {
        Task(executorPreference: home.executor) { await self.work() }
    }

    /// Begins a step; called between steps only.
    func run(_ step: assay_step_t, _ index: UInt32) {
        self.step = step
        self.index = index
        hasStep = true
        isScheduleTaken = false
        resume()
    }

    /// Makes the step that runs end soon: whatever it waits for ends with a `CancellationError`.
    func cancel() {
        isCancelled = true
        while let wait = pending {
            pending = wait.next
            wait.cancel()
        }
    }

    /// Ends the user's task.
    func destroy() {
        isDestroyed = true
        resume()
    }

    /// When the next request was due. In the open model that is the iteration's scheduled start for its first request;
    /// 0 stands for the time of sending.
    func takeSchedule() -> assay_instant_t {
        guard !isScheduleTaken else { return 0 }
        isScheduleTaken = true
        return context.pointee.measures_from_schedule ? context.pointee.scheduled : 0
    }

    /// Carries out a step. Overridden where the user's type is known.
    func perform(_ step: assay_step_t, _ index: UInt32) async throws {}

    /// The seconds to wait, for a custom wait time. Overridden where the user's type is known.
    func customWaitTime() -> Double { 0 }

    /// The name of a task or step, for messages. Overridden where the user's type is known.
    func name(of step: assay_step_t, _ index: UInt32) -> String { "" }

    private func resume() {
        guard let continuation = idle else { return }
        idle = nil
        continuation.resume()
    }

    private func work() async {
        while !isDestroyed {
            if !hasStep {
                await withUnsafeContinuation { idle = $0 }
                continue
            }
            hasStep = false
            let next = await finishStep()
            if next != ASSAY_NONE {
                step = .ASSAY_STEP_TASK
                index = next
                hasStep = true
                isScheduleTaken = false
            }
        }
    }

    private func finishStep() async -> UInt32 {
        do {
            try await perform(step, index)
            return finish(isCancelled ? .ASSAY_STEP_CANCELLED : .ASSAY_STEP_OK)
        } catch {
            return finish(throwing: error)
        }
    }

    private func finish(_ result: assay_step_result_t) -> UInt32 {
        isCancelled = false
        return home.userHost.pointee.finish(context, result, assay_string_t(), assay_string_t())
    }

    private func finish(throwing error: any Error) -> UInt32 {
        switch error {
        case is CancellationError where isCancelled: return finish(.ASSAY_STEP_CANCELLED)
        case is StopUser: return finish(.ASSAY_STEP_STOP_USER)
        case is StopTest: return finish(.ASSAY_STEP_STOP_TEST)
        case let flow as RescheduleTask:
            return finish(flow.immediately ? .ASSAY_STEP_RESCHEDULE_NOW : .ASSAY_STEP_RESCHEDULE)
        case let flow as Interrupt: return finish(flow.reschedule ? .ASSAY_STEP_INTERRUPT_NOW : .ASSAY_STEP_INTERRUPT)
        default:
            isCancelled = false
            var text = "\(error)"
            var trace = "\(type(of: error)) thrown by \(name(of: step, index))"
            return text.withUTF8 { text in
                trace.withUTF8 { trace in
                    home.userHost.pointee.finish(
                        context, .ASSAY_STEP_ERROR, assay_string_t(text), assay_string_t(trace))
                }
            }
        }
    }
}
