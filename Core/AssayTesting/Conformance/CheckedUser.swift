// Assay: a user of a scenario under check.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayKit
internal import CAssay

/// Makes users of one class, lets them do their steps, and collects what is wrong.
struct CheckedUser {
    private let host: TestHost
    private let component: UnsafePointer<assay_component_t>
    private let classIndex: Int
    private let userClass: assay_user_class_t
    private let options: String

    /// Answers, or ends of waits, in one step: a step that wants more is taken for one without an end.
    private static let mostTurns = 1000

    init(
        _ host: TestHost, _ component: UnsafePointer<assay_component_t>, _ classIndex: Int,
        _ userClass: assay_user_class_t, _ options: String
    ) {
        self.host = host
        self.component = component
        self.classIndex = classIndex
        self.userClass = userClass
        self.options = options
    }

    /// Lets a user do all its steps. One that has ended itself is followed by another, which goes on.
    func problems(of course: UserCourse) -> [String] {
        var problems: [String] = []
        var steps = ScenarioCheck.steps(userClass)[...]
        while !steps.isEmpty {
            let client = TestClient(host)
            client.isMissing = course == .withoutClient
            do {
                let user = try TestUser(
                    host, component, classIndex: classIndex, id: 7, texts: [text("http://host.test"), text(options)],
                    client: client)
                user.measuresFromSchedule = course == .answered
                run(user, &steps, course, &problems)
                user.destroy()
                problems += user.recorder.violations
                for request in user.recorder.requests where request.userID != 7 {
                    problems.append("'\(request.name)' was recorded for user \(request.userID), wanted 7")
                }
            } catch let error as AssayError {
                steps = []
                let isExpected = course == .withoutClient && !error.message.isEmpty
                if !isExpected {
                    problems.append("create_user fails: \(error.message.isEmpty ? "no message" : "\(error)")")
                }
            } catch {
                steps = []
            }
            problems += residue(client)
        }
        return problems
    }

    private func residue(_ client: TestClient) -> [String] {
        var problems: [String] = []
        if client.sessionCount != 0 { problems.append("\(client.sessionCount) sessions are open after destroy_user") }
        if client.responseCount != 0 { problems.append("\(client.responseCount) responses were not released") }
        if !host.work.timers.isEmpty { problems.append("a timer is active after destroy_user") }
        return problems
    }

    private func run(
        _ user: TestUser, _ steps: inout ArraySlice<ScenarioCheck.Step>, _ course: UserCourse,
        _ problems: inout [String]
    ) {
        while let step = steps.popFirst() {
            guard let end = perform(step, user, course, &problems) else { continue }
            guard end.result == .ASSAY_STEP_STOP_USER || end.result == .ASSAY_STEP_STOP_TEST else { continue }
            if userClass.has_on_stop, step.step != .ASSAY_STEP_ON_STOP {
                let stop = ScenarioCheck.Step(.ASSAY_STEP_ON_STOP, 0, "on_stop")
                _ = perform(stop, user, course, &problems)
            }
            return
        }
        checkWait(user, &problems)
    }

    /// One step. Returns how it ended, nil when that was not as it should be.
    private func perform(
        _ step: ScenarioCheck.Step, _ user: TestUser, _ course: UserCourse, _ problems: inout [String]
    ) -> TestUser.End? {
        let before = user.ends.count
        let sent = user.client.requests.count
        let due = host.work.now
        user.run(step.step, Int(step.index))
        for _ in 0..<Self.mostTurns where user.ends.count == before {
            if !goOn(user, course) { break }
        }
        if user.ends.count == before { user.cancel() }
        for _ in 0..<Self.mostTurns where user.ends.count == before {
            if !goOn(user, .failed) { break }
        }
        guard user.ends.count == before + 1, let end = user.ends.last else {
            let count = user.ends.count - before
            problems.append(
                count == 0 ? "\(step.name) does not end after cancel_step" : "\(step.name) ended \(count) times")
            return nil
        }
        if !(0...8 ~= end.result.rawValue) { problems.append("\(step.name) ended with result \(end.result.rawValue)") }
        if end.result == .ASSAY_STEP_ERROR, end.error.isEmpty {
            problems.append("\(step.name) ended with an error without a text")
        }
        if user.measuresFromSchedule, user.client.requests.count > sent, user.client.requests[sent].scheduled != due {
            problems.append("\(step.name): its first request is not measured from the step's schedule")
        }
        return end
    }

    /// Gives a waiting user what it waits for; says whether there was anything to give.
    private func goOn(_ user: TestUser, _ course: UserCourse) -> Bool {
        if course == .cutOff {
            user.cancel()
            return false
        }
        if user.client.waitingCount > 0 {
            if course == .answered {
                user.client.answer(body: "{}")
            } else {
                user.client.fail(.ASSAY_CLIENT_CONNECTION_REFUSED, "connection refused")
            }
            return true
        }
        let deadlines = (host.main.timers + host.work.timers).map(\.pointee.deadline)
        guard let next = deadlines.min() else { return false }
        host.advance(by: Double(max(0, next - host.work.now)) / 1e9)
        return true
    }

    private func checkWait(_ user: TestUser, _ problems: inout [String]) {
        var places: [UInt32] = []
        if userClass.wait.kind == .ASSAY_WAIT_CUSTOM { places.append(UInt32.max) }
        for index in 0..<userClass.task_set_count
        where userClass.task_sets?[Int(index)].wait.kind == .ASSAY_WAIT_CUSTOM {
            places.append(index)
        }
        for place in places {
            let wait = user.waitTime(ofTaskSet: place)
            if !wait.isFinite || wait < 0 { problems.append("get_wait_time gives \(wait)") }
        }
    }
}
