// Assay: a client under check, with a profile and a session.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayKit
internal import CAssay

/// Drives a started client through its table on the work loop.
final class CheckedClient {
    let host: TestHost
    let table: assay_client_t
    let peer: TestPeer
    let recorder = TestRecorder()
    private let component: UnsafePointer<assay_component_t>
    private var profile: OpaquePointer?
    private(set) var session: OpaquePointer?
    static let userID: UInt64 = 7
    /// Seconds until a response that does not come is missed; long, because a busy machine is no fault of the client.
    private static let patience = 30.0

    /// What is looked at, one after the other.
    static var parts: [(CheckedClient) -> () throws -> Void] {
        [
            checkProfiles, checkAnswer, checkRequest, checkFailureStatus, checkVerdicts, checkStream, checkRedirects,
            checkFaults, checkCancel, checkWrongCalls, checkSessions,
        ]
    }

    init(_ host: TestHost, _ component: UnsafePointer<assay_component_t>, _ table: assay_client_t) throws {
        self.host = host
        self.component = component
        self.table = table
        peer = try TestPeer()
    }

    /// Opens the profile and a session, which connects to nobody.
    func open() throws {
        profile = try openProfile("{}")
        session = try openSession()
        turn(until: { false }, seconds: 0.02)
        try require(peer.connectionCount == 0, "open_session opens a connection")
    }

    /// Closes both, with a request in flight.
    func close() throws {
        let call = try send(CheckedCall.Wish(url: peer.url("/hang")))
        turn { self.peer.requests.last?.target == "/hang" }
        let recorded = recorder.requests.count
        closeSession()
        turn { !call.answers.isEmpty }
        try require(
            call.answers.count == 1,
            "close_session: on_response of a request in flight came \(call.answers.count) times")
        try require(
            call.answers[0].value.error == .ASSAY_CLIENT_CANCELLED,
            "close_session: a request in flight ends with error \(call.answers[0].value.error.rawValue), not CANCELLED")
        try require(
            recorder.requests.dropFirst(recorded).map(\.outcome) == [.ASSAY_OUTCOME_INTERRUPTED],
            "close_session: a request in flight is not recorded as interrupted")
        turn { self.peer.openCount == 0 }
        try require(peer.openCount == 0, "\(peer.openCount) connections are open after close_session")
        host.enter(host.work) { table.close_profile(profile) }
        profile = nil
        host.turn()
    }

    func openProfile(_ config: String) throws -> OpaquePointer? {
        var profile: OpaquePointer?
        try host.enter(host.work) {
            try AssayError.check {
                table.open_profile(component, host.work.pointer, config, recorder.pointer, &profile, $0)
            }
        }
        try require(profile != nil, "open_profile gives OK and no profile")
        return profile
    }

    func openSession(_ other: OpaquePointer? = nil) throws -> OpaquePointer? {
        var session: OpaquePointer?
        try host.enter(host.work) {
            try AssayError.check { table.open_session(other ?? profile, Self.userID, &session, $0) }
        }
        try require(session != nil, "open_session gives OK and no session")
        return session
    }

    private func closeSession() {
        host.enter(host.work) { table.close_session(session) }
        session = nil
        host.turn()
    }

    /// Begins a request.
    func send(_ wish: CheckedCall.Wish, on other: OpaquePointer? = nil, keepsResponse: Bool = false) throws
        -> CheckedCall
    {
        let call = CheckedCall(table, wish, keepsResponse: keepsResponse)
        call.isSending = true
        try host.enter(host.work) {
            try AssayError.check { table.send(other ?? session, call.request, call.call, $0) }
        }
        call.isSending = false
        return call
    }

    /// Sends a request, waits for its response, and looks whether another one comes.
    func answer(
        to wish: CheckedCall.Wish, on other: OpaquePointer? = nil, keepsResponse: Bool = false
    ) throws -> (CheckedCall, CheckedCall.Answer) {
        let call = try send(wish, on: other, keepsResponse: keepsResponse)
        turn { !call.answers.isEmpty }
        host.turn()
        let place = "\(wish.method) \(wish.url)"
        try require(!call.cameFromInside, "\(place): on_response was called from inside send")
        guard let answer = call.answers.first, call.answers.count == 1 else {
            throw Violation("\(place): on_response was called \(call.answers.count) times")
        }
        let size = answer.value.struct_size
        try require(
            Int(size) == MemoryLayout<assay_client_response_t>.size, "struct_size of the response is \(size)")
        return (call, answer)
    }

    /// What was recorded while `body` ran.
    func recorded(_ body: () throws -> Void) rethrows -> [TestRecorder.Request] {
        let before = recorder.requests.count
        try body()
        return Array(recorder.requests.dropFirst(before))
    }

    /// Turns loops and server until `isDone`.
    func turn(until isDone: () -> Bool, seconds: Double = patience) {
        host.follow(seconds: seconds) {
            peer.turn()
            return isDone()
        }
    }
}
