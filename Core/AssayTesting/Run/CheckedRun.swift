// Assay: a run under check.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayKit
internal import CAssay

/// Lets a started runner carry out one run, and looks at what its parts and the hooks were told.
struct CheckedRun {
    private let host: TestHost
    private let component: UnsafePointer<assay_component_t>
    private let table: assay_runner_t
    private let parts: TestParts
    private let end: RunEnd
    private let hooks: HookCounts
    /// Seconds, on the clock of the test, until a run that was told to end is taken for one that does not.
    private static let patience = 60.0

    init(
        _ host: TestHost, _ component: UnsafePointer<assay_component_t>, _ table: assay_runner_t, _ parts: TestParts
    ) {
        self.host = host
        self.component = component
        self.table = table
        self.parts = parts
        hooks = HookCounts(host)
        end = RunEnd(host)
    }

    /// The whole course of a run.
    func problems() -> [String] {
        var problems = problem(of: checkReports) + problem(of: begin)
        if problems.isEmpty { problems += problem(of: checkUsers) }
        if hasBegun { problems += problem(of: finish) }
        if problems.isEmpty { problems = problem(of: checkHooks) + problem(of: checkParts) }
        hooks.end()
        return problems + parts.violations
    }

    /// Whether a run was begun that has not ended: the component may not be stopped then.
    var isUnderWay: Bool { hasBegun && end.codes.isEmpty }

    private var hasBegun: Bool { parts.scenarioCalls.userCount > 0 || end.isExpected }

    private func problem(of check: () throws -> Void) -> [String] {
        do { try check() } catch let violation as Violation { return [violation.words] } catch { return ["\(error)"] }
        return []
    }

    /// Texts about a run that does not run.
    private func checkReports() throws {
        let kinds: [assay_run_report_t] = [
            .ASSAY_REPORT_USER_CLASSES, .ASSAY_REPORT_TASK_RATIO, .ASSAY_REPORT_TASK_RATIO_JSON,
        ]
        for kind in kinds {
            var texts: [String] = []
            try withUnsafeMutablePointer(to: &texts) { place in
                try AssayError.check { error in
                    table.report(
                        component, kind,
                        { place, text in place?.assumingMemoryBound(to: [String].self).pointee.append(String(text)) },
                        place, error)
                }
            }
            let name = "report \(kind.rawValue)"
            try require(!texts.joined().isEmpty, "\(name) writes nothing")
            try require(texts.joined().contains(TestParts.userClass), "\(name) does not name the user class")
        }
        host.advance(by: 1)
        try require(parts.scenarioCalls.userCount == 0, "a report makes users")
    }

    private func begin() throws {
        try AssayError.check { error in
            table.run(
                component,
                { data, code in
                    guard let data else { return }
                    Unmanaged<RunEnd>.fromOpaque(data).takeUnretainedValue().finish(code)
                }, Unmanaged.passUnretained(end).toOpaque(), error)
        }
        end.isExpected = true
        try require(end.codes.isEmpty, "finished was called from inside run")
        advance(until: { parts.scenarioCalls.liveCount >= 2 && hooks.count(ASSAY_HOOK_SPAWNING_COMPLETE) > 0 })
        let count = parts.scenarioCalls.liveCount
        try require(count >= 2, "after \(Int(Self.patience)) s \(count) users are there, wanted 2 or more")
        try require(
            hooks.count(ASSAY_HOOK_TEST_START) == 1, "test_start was told \(hooks.count(ASSAY_HOOK_TEST_START)) times")
        try require(hooks.count(ASSAY_HOOK_SPAWNING_COMPLETE) > 0, "spawning_complete was not told")
    }

    /// Users can be added and taken away, and every kind of end of a task is borne.
    private func checkUsers() throws {
        advance(until: { false }, seconds: 10)
        let calls = parts.scenarioCalls
        try require(calls.hasRunEveryTask, "after 10 s some task of the scenario was never begun")
        try require(hooks.count(ASSAY_HOOK_USER_ERROR) > 0, "an error of a task is not told to user_error")
        try require(end.codes.isEmpty, "the run has ended though nobody stopped it")
        let before = calls.liveCount
        if let refusal = addUsers(2) {
            try require(
                refusal.status == .ASSAY_STATUS_FAILED_PRECONDITION && !refusal.message.isEmpty,
                "add_users is refused with status \(refusal.status.rawValue): '\(refusal.message)'")
            return
        }
        advance(until: { calls.liveCount == before + 2 })
        try require(calls.liveCount == before + 2, "add_users(2) makes \(calls.liveCount - before) users")
        _ = addUsers(-1)
        advance(until: { calls.liveCount == before + 1 })
        try require(calls.liveCount == before + 1, "add_users(-1) leaves \(calls.liveCount) of \(before + 2) users")
    }

    private func addUsers(_ difference: Int32) -> AssayError? {
        do throws(AssayError) {
            try AssayError.check { table.add_users(component, difference, $0) }
            return nil
        } catch {
            return error
        }
    }

    private func finish() throws {
        table.stop_run(component, "the check is over")
        advance(until: { !end.codes.isEmpty })
        if end.codes.isEmpty {
            table.stop_run(component, "the check is over")
            advance(until: { !end.codes.isEmpty })
        }
        host.advance(by: 5)
        try require(end.codes.count == 1, "finished was called \(end.codes.count) times after stop_run")
        try require(end.isOnMain, "finished was not called on the main thread")
    }

    private func checkHooks() throws {
        let once = [
            ASSAY_HOOK_TEST_START, ASSAY_HOOK_TEST_STOPPING, ASSAY_HOOK_TEST_STOP, ASSAY_HOOK_QUITTING, ASSAY_HOOK_QUIT,
        ]
        for name in once {
            try require(hooks.count(name) == 1, "\(name) was told \(hooks.count(name)) times, wanted once")
        }
        try require(hooks.order(of: once) == once, "hooks come as \(hooks.order(of: once)), wanted \(once)")
        let (added, removed) = (hooks.count(ASSAY_HOOK_USER_ADD), hooks.count(ASSAY_HOOK_USER_REMOVE))
        let made = parts.scenarioCalls.userCount
        try require(
            added == made && removed == made,
            "of \(made) users \(added) were told to user_add and \(removed) to user_remove")
    }

    private func checkParts() throws {
        let calls = parts.scenarioCalls
        try require(calls.liveCount == 0, "\(calls.liveCount) users are not destroyed at the end of the run")
        try require(calls.closedCount == 1, "close_class was called \(calls.closedCount) times, wanted once")
        let (recorded, counted) = (calls.recordCount, parts.collectorCalls.counted)
        try require(
            counted == recorded, "the collector has got \(counted) of the \(recorded) requests that were recorded")
        let ended = recorded - calls.interruptedCount
        let told = hooks.count(ASSAY_HOOK_REQUEST_SUCCESS) + hooks.count(ASSAY_HOOK_REQUEST_FAILURE)
        try require(told == ended, "\(told) of \(ended) requests were told to the hooks")
        let exporter = parts.exporterCalls
        try require(
            exporter.beginCount == 1 && exporter.finishCount == 1,
            "the exporter's begin was called \(exporter.beginCount) times, finish \(exporter.finishCount) times")
        try require(
            exporter.requestCount == UInt64(clamping: ended),
            "the exporter's last statistics have \(exporter.requestCount ?? 0) of \(ended) requests")
        try require(exporter.updateCount > 0, "the exporter's update was not called in more than 10 s")
        try require(
            exporter.exitCode == end.codes.first,
            "finished gives exit code \(end.codes.first ?? 0), the exporter got \(exporter.exitCode ?? 0)")
    }

    private func advance(until isDone: () -> Bool, seconds: Double = patience) {
        for _ in 0..<Int(seconds / 0.05) where !isDone() {
            host.advance(by: 0.05)
            host.turn()
        }
    }
}

/// How a run ended.
private final class RunEnd {
    private(set) var codes: [Int32] = []
    private(set) var isOnMain = true
    /// `run` has returned well.
    var isExpected = false
    private let host: TestHost

    init(_ host: TestHost) {
        self.host = host
    }

    func finish(_ code: Int32) {
        codes.append(code)
        isOnMain = isOnMain && host.isOn(host.main)
    }
}
