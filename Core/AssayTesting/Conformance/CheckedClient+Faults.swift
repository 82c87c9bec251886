// Assay: the check of clients: requests that fail, that are cut off, and calls that are wrong.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayKit
internal import CAssay

extension CheckedClient {
    /// Every failure of the peer is a response with its error, recorded as a failure.
    func checkFaults() throws {
        let faults: [(String, assay_client_error_t, Double)] = [
            ("http://127.0.0.1:\(peer.refusingPort)/", .ASSAY_CLIENT_CONNECTION_REFUSED, 0),
            (peer.url("/close"), .ASSAY_CLIENT_CONNECTION_CLOSED, 0),
            (peer.url("/half"), .ASSAY_CLIENT_INCOMPLETE_RESPONSE, 0),
            (peer.url("/garbage"), .ASSAY_CLIENT_INVALID_STATUS_LINE, 0),
            (peer.url("/hang"), .ASSAY_CLIENT_TIMEOUT, 0.05), ("http://[", .ASSAY_CLIENT_INVALID_URL, 0),
        ]
        for (url, error, timeout) in faults {
            var found: CheckedCall.Answer?
            let recorded = try recorded { found = try answer(to: CheckedCall.Wish(url: url, timeout: timeout)).1 }
            guard let answer = found else { continue }
            let place = "'\(url)' (\(error.text))"
            try require(
                answer.value.error == error,
                "\(place): the error is \(answer.value.error.rawValue), '\(answer.errorText)', wanted \(error.rawValue)"
            )
            try require(!answer.value.is_success, "\(place): is a success")
            try require(answer.errorText == "\(error.text)", "\(place): the error_text is '\(answer.errorText)'")
            guard recorded.count == 1, let event = recorded.first else {
                throw Violation("\(place): is recorded \(recorded.count) times")
            }
            try require(
                event.outcome == .ASSAY_OUTCOME_FAILURE && event.error == answer.errorText,
                "\(place): is not recorded as the failure '\(answer.errorText)'")
        }
    }

    /// A request that is cut off is answered once, and later cancels do nothing.
    func checkCancel() throws {
        let recorded = try recorded {
            let count = peer.requests.count
            let call = try send(CheckedCall.Wish(url: peer.url("/hang")))
            turn { peer.requests.count > count }
            cancel(call)
            turn { !call.answers.isEmpty }
            cancel(call)
            guard let answer = call.answers.first, call.answers.count == 1 else {
                throw Violation("cancel: on_response was called \(call.answers.count) times")
            }
            try require(
                answer.value.error == .ASSAY_CLIENT_CANCELLED,
                "cancel: the error is \(answer.value.error.rawValue), not CANCELLED")
        }
        try require(
            recorded.map(\.outcome) == [.ASSAY_OUTCOME_INTERRUPTED],
            "cancel: the request is not recorded as interrupted")
        let (_, next) = try answer(to: CheckedCall.Wish(url: peer.url("/ok")))
        try require(next.value.is_success, "after a cancel the session's next request fails: \(next.errorText)")
    }

    private func cancel(_ call: CheckedCall) {
        host.enter(host.work) { table.cancel(session, call.call) }
        host.turn()
    }

    /// A call that is wrong itself is refused in words; nothing is recorded, and nothing comes later.
    func checkWrongCalls() throws {
        let wrong: [(String, CheckedCall.Wish)] = [
            ("a method with a space", CheckedCall.Wish(method: "G ET", url: peer.url("/ok"))),
            ("an empty method", CheckedCall.Wish(method: "", url: peer.url("/ok"))),
            ("a header with a line break", CheckedCall.Wish(url: peer.url("/ok"), headers: [("X-A", "b\r\nX-C: d")])),
            ("a header without a name", CheckedCall.Wish(url: peer.url("/ok"), headers: [("", "b")])),
        ]
        for (what, wish) in wrong {
            let recorded = try recorded {
                do {
                    let call = try send(wish)
                    turn { !call.answers.isEmpty }
                    throw Violation("send takes \(what)")
                } catch let error as AssayError {
                    try require(!error.message.isEmpty, "send refuses \(what) without a message")
                }
                turn(until: { false }, seconds: 0.005)
            }
            try require(recorded.isEmpty, "send refuses \(what) and records it")
        }
    }

    /// Sessions share neither cookies nor connections, and requests of one may run side by side.
    func checkSessions() throws {
        _ = try answer(to: CheckedCall.Wish(url: peer.url("/ok")))
        let before = peer.connectionCount
        let other = try openSession()
        _ = try answer(to: CheckedCall.Wish(url: peer.url("/ok")), on: other)
        try require(peer.connectionCount > before, "two sessions share a connection")
        try require(peer.requests.last?.header("Cookie") == nil, "a session sends the cookies of another one")
        let calls = try (0..<2).map { _ in try send(CheckedCall.Wish(url: peer.url("/ok")), on: other) }
        turn { calls.allSatisfy { !$0.answers.isEmpty } }
        try require(
            calls.allSatisfy { $0.answers.count == 1 && $0.answers[0].value.is_success },
            "of two requests side by side one is not answered")
        host.enter(host.work) { table.close_session(other) }
        host.turn()
    }
}
