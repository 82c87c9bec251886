// Assay: one simulated user, driven by hand.
// SPDX-License-Identifier: Apache-2.0
import AssayContract
import CAssay
import Glibc

/// Plays the runner for one user: makes it, lets it do each of its steps, cuts long ones off, and ends it. Its
/// requests are answered at once, by nobody.
final class UserDrive {
    /// How long a step may go on before it is cut off, and how long after that.
    private static let patience: Int64 = 300
    private static let grace: Int64 = 3000

    private let host: TestHost
    private let component: UnsafePointer<assay_component_t>
    private let scenario: assay_scenario_t
    private let userHost = UnsafeMutablePointer<assay_user_host_t>.allocate(capacity: 1)
    private let context = UnsafeMutablePointer<assay_user_context_t>.allocate(capacity: 1)
    private let scenarioData = UnsafeMutablePointer<UnsafeMutableRawPointer?>.allocate(capacity: 1)
    private let recorder = UnsafeMutablePointer<assay_recorder_t>.allocate(capacity: 1)
    private var user: UnsafeMutableRawPointer?

    /// Finished steps, and how the last one ended. One drive at a time, all on the thread of the test.
    nonisolated(unsafe) private static var finished = 0
    nonisolated(unsafe) private static var result: assay_step_result_t = .ASSAY_STEP_OK

    init(
        _ host: TestHost, _ component: UnsafePointer<assay_component_t>, _ scenario: assay_scenario_t,
        classIndex: UInt32
    ) {
        self.host = host
        self.component = component
        self.scenario = scenario
        scenarioData.initialize(to: nil)
        recorder.initialize(to: Self.makeRecorder())
        userHost.initialize(
            to: assay_user_host_t(
                struct_size: UInt32(MemoryLayout<assay_user_host_t>.size), class_index: classIndex,
                host: UnsafePointer(host.pointer), loop: host.work.pointer, recorder: UnsafePointer(recorder),
                base_url: UnsafePointer(strdup("http://127.0.0.1:9")), options: UnsafePointer(strdup("{}")),
                scenario_data: scenarioData,
                finish: { _, result, _, _ in
                    UserDrive.finished += 1
                    UserDrive.result = result
                    return UInt32.max
                },
                get_client: { _, _, _, client, _ in
                    client?.pointee = FakeClient.table
                    return FakeClient.handle
                }))
        context.initialize(
            to: assay_user_context_t(
                user_host: UnsafePointer(userHost), user_id: 1, scheduled: TestLoop.now(),
                measures_from_schedule: false))
    }

    deinit {
        free(UnsafeMutableRawPointer(mutating: userHost.pointee.base_url))
        free(UnsafeMutableRawPointer(mutating: userHost.pointee.options))
        userHost.deallocate()
        context.deallocate()
        scenarioData.deallocate()
        recorder.deallocate()
    }

    /// Makes the user; a refusal skips the test, because it may be for want of a file or a peer.
    func createUser() throws(Ending) {
        var error = CallError.empty()
        let status = scenario.create_user?(component, context, &user, &error) ?? .ASSAY_STATUS_INTERNAL
        if status != .ASSAY_STATUS_OK {
            try require(CallError.message(error)?.isEmpty == false, "create_user fails without a message")
            throw .skipped("no user here: \(CallError.words(error))")
        }
        try require(user != nil, "create_user gives OK and no user")
    }

    /// Lets the user do its on_start, every task of its sets, and its on_stop; then asks for its wait.
    func run(_ value: assay_user_class_t) throws(Ending) {
        for step in ScenarioCheck.steps(value) { try self.step(step.step, step.index, step.name) }
        if value.wait.kind == .ASSAY_WAIT_CUSTOM {
            let wait = host.on(host.work) { scenario.get_wait_time?(user, UInt32.max) ?? 0 }
            try require(wait.isFinite && wait >= 0, "get_wait_time gives \(wait)")
        }
    }

    /// One step, cut off when it takes long.
    func step(_ step: assay_step_t, _ index: UInt32, _ name: String) throws(Ending) {
        let before = Self.finished
        context.pointee.scheduled = TestLoop.now()
        host.on(host.work) { scenario.run_step?(user, step, index) }
        if !host.turn(milliseconds: Self.patience, until: { Self.finished > before }) {
            host.on(host.work) { scenario.cancel_step?(user) }
            let hasEnded = host.turn(milliseconds: Self.grace, until: { Self.finished > before })
            try require(hasEnded, "\(name) does not end after cancel_step")
        }
        try require(Self.finished == before + 1, "\(name) called finish \(Self.finished - before) times")
        try require(0...8 ~= Self.result.rawValue, "\(name) ended with result \(Self.result.rawValue)")
    }

    /// Frees the user and what its class holds.
    func finish() throws(Ending) {
        host.on(host.work) {
            scenario.destroy_user?(user)
            scenario.close_class?(component, userHost)
        }
        host.turn(milliseconds: 10)
    }

    private static func makeRecorder() -> assay_recorder_t {
        var recorder = assay_recorder_t()
        recorder.struct_size = UInt32(MemoryLayout<assay_recorder_t>.size)
        recorder.user_class = UnsafePointer(strdup("User"))
        recorder.user_class_length = 4
        recorder.intern = { _, _, _ in 0 }
        recorder.record = { _, _ in }
        return recorder
    }
}
