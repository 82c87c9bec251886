// Assay: one simulated user that the test drives.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
public import CAssay

/// Plays the runner for one user: makes it, begins its steps, keeps how they ended.
public final class TestUser {
    /// How a step ended.
    public struct End: Equatable {
        /// The result.
        public let result: assay_step_result_t
        /// The error's text; empty unless the result is an error.
        public let error: String
        /// Where it came from.
        public let trace: String
    }

    /// How the steps so far ended.
    public private(set) var ends: [End] = []
    /// What the user and its class recorded.
    public let recorder: TestRecorder
    /// What answers its requests.
    public let client: TestClient
    /// What `finish` answers: the index of the task that runs next at once, or ASSAY_NONE.
    public var nextTask: UInt32 = UInt32.max

    /// In the open model: requests of a step count from when the step was due.
    public var measuresFromSchedule: Bool {
        get { context.pointee.measures_from_schedule }
        set { context.pointee.measures_from_schedule = newValue }
    }

    private let host: TestHost
    private let component: UnsafePointer<assay_component_t>
    private let scenario: UnsafePointer<assay_scenario_t>
    private let userHost: UnsafeMutablePointer<assay_user_host_t>
    private let place: UnsafeMutablePointer<Place>
    private let scenarioData: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    private let texts: [UnsafePointer<CChar>]
    private var user: UnsafeMutableRawPointer?
    private var isClosed = false

    /// The context, and behind it whose it is: the runner's own data follows what the user sees.
    private struct Place {
        var context: assay_user_context_t
        var owner: UnsafeMutableRawPointer?
    }

    /// Makes a user of class `classIndex` of a started scenario.
    public convenience init(
        _ host: TestHost, _ component: UnsafePointer<assay_component_t>, classIndex: Int = 0, id: UInt64 = 1,
        baseURL: String = "http://host.test", options: String = #"{"seed":1}"#
    ) throws {
        try self.init(
            host, component, classIndex: classIndex, id: id, texts: [text(baseURL), text(options)],
            client: TestClient(host))
    }

    /// Makes a user whose requests `client` answers; it takes the texts over: the base URL, the options.
    init(
        _ host: TestHost, _ component: UnsafePointer<assay_component_t>, classIndex: Int, id: UInt64,
        texts: [UnsafePointer<CChar>], client: TestClient
    ) throws {
        guard let table = component.pointee.get_extension(component, ASSAY_KIND_SCENARIO) else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the component has no table of kind scenario")
        }
        self.host = host
        self.component = component
        scenario = table.assumingMemoryBound(to: assay_scenario_t.self)
        recorder = TestRecorder()
        self.client = client
        recorder.client = client
        self.texts = texts
        scenarioData = AssayTesting.place(nil)
        userHost = AssayTesting.place(assay_user_host_t())
        place = AssayTesting.place(Place(context: assay_user_context_t(), owner: nil))
        fillUserHost(UInt32(clamping: classIndex))
        place.pointee.context = assay_user_context_t(
            user_host: userHost, user_id: id, scheduled: host.work.now, measures_from_schedule: false)
        place.pointee.owner = Unmanaged.passUnretained(self).toOpaque()
        try host.enter(host.work) {
            try AssayError.check { scenario.pointee.create_user(component, context, &user, $0) }
        }
        host.work.turn()
    }

    deinit {
        destroy()
        place.deallocate()
        userHost.deallocate()
        scenarioData.deallocate()
        for text in texts { text.deallocate() }
    }

    /// What the user sees of its place in the run.
    public var context: UnsafeMutablePointer<assay_user_context_t> {
        // The context is the first member.
        UnsafeMutableRawPointer(place).assumingMemoryBound(to: assay_user_context_t.self)
    }

    /// Begins a step and lets the loop turn. Returns how it ended; nil while the user waits.
    @discardableResult
    public func run(_ step: assay_step_t, _ index: Int = 0) -> End? {
        let before = ends.count
        context.pointee.scheduled = host.work.now
        host.enter(host.work) { scenario.pointee.run_step(user, step, UInt32(clamping: index)) }
        host.work.turn()
        return ends.count > before ? ends.last : nil
    }

    /// Begins a task.
    @discardableResult
    public func runTask(_ index: Int) -> End? { run(.ASSAY_STEP_TASK, index) }

    /// Cuts the step that runs off.
    public func cancel() {
        host.enter(host.work) { scenario.pointee.cancel_step(user) }
        host.work.turn()
    }

    /// The seconds of a custom wait.
    public func waitTime() -> Double { waitTime(ofTaskSet: UInt32.max) }

    /// The seconds of a custom wait of a task set; UInt32.max is the class's own.
    func waitTime(ofTaskSet index: UInt32) -> Double {
        host.enter(host.work) { scenario.pointee.get_wait_time(user, index) }
    }

    /// Frees the user, and what its class holds. A second call does nothing.
    public func destroy() {
        guard !isClosed else { return }
        isClosed = true
        if let user {
            host.enter(host.work) { scenario.pointee.destroy_user(user) }
            host.work.turn()
        }
        self.user = nil
        host.enter(host.work) { scenario.pointee.close_class?(component, userHost) }
        host.work.turn()
    }

    private func fillUserHost(_ classIndex: UInt32) {
        userHost.pointee.struct_size = UInt32(MemoryLayout<assay_user_host_t>.size)
        userHost.pointee.class_index = classIndex
        userHost.pointee.host = UnsafePointer(host.pointer)
        userHost.pointee.loop = host.work.pointer
        userHost.pointee.recorder = UnsafePointer(recorder.pointer)
        userHost.pointee.base_url = texts[0]
        userHost.pointee.options = texts[1]
        userHost.pointee.scenario_data = scenarioData
        userHost.pointee.get_client = { userHost, id, _, client, error in
            guard let recorder = TestRecorder.of(userHost?.pointee.recorder), let answers = recorder.client,
                !answers.isMissing
            else {
                let id = id.map { String(cString: $0) } ?? ""
                AssayError(.ASSAY_STATUS_NOT_FOUND, "there is no client '\(id)'").write(to: error)
                return nil
            }
            client?.pointee = UnsafePointer(answers.table)
            return answers.handle
        }
        userHost.pointee.finish = { context, result, error, trace in
            guard let context else { return UInt32.max }
            let place = UnsafeMutableRawPointer(context).assumingMemoryBound(to: Place.self)
            guard let owner = place.pointee.owner else { return UInt32.max }
            let user = Unmanaged<TestUser>.fromOpaque(owner).takeUnretainedValue()
            return user.keep(result, error, trace)
        }
    }

    private func keep(_ result: assay_step_result_t, _ error: assay_string_t, _ trace: assay_string_t) -> UInt32 {
        let isError = result == .ASSAY_STEP_ERROR
        ends.append(End(result: result, error: isError ? String(error) : "", trace: isError ? String(trace) : ""))
        defer { nextTask = UInt32.max }
        return nextTask
    }
}
