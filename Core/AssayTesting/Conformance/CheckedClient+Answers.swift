// Assay: the check of clients: requests that are answered.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayKit
internal import CAssay

extension CheckedClient {
    /// Configs of profiles are checked, and a base URL is put before relative ones.
    func checkProfiles() throws {
        for config in ["[", #"{"no_such_key":1}"#] {
            do {
                let profile = try openProfile(config)
                host.enter(host.work) { table.close_profile(profile) }
                throw Violation("open_profile takes the config \(config)")
            } catch let error as AssayError {
                try require(!error.message.isEmpty, "open_profile refuses the config \(config) without a message")
            }
        }
        let based = try openProfile(#"{"base_url":"\#(peer.url(""))"}"#)
        let session = try openSession(based)
        let (_, answer) = try answer(to: CheckedCall.Wish(url: "/ok"), on: session)
        try require(answer.body == "GET /ok ", "a path is not appended to the profile's base_url: '\(answer.body)'")
        host.enter(host.work) {
            table.close_session(session)
            table.close_profile(based)
        }
        host.turn()
    }

    /// A plain request: what the response says, and what is recorded.
    func checkAnswer() throws {
        let url = peer.url("/ok")
        var found: CheckedCall.Answer?
        let recorded = try recorded { found = try answer(to: CheckedCall.Wish(url: url)).1 }
        guard let answer = found else { return }
        let value = answer.value
        try require(
            value.status == 200 && value.error == .ASSAY_CLIENT_OK && value.is_success && answer.errorText.isEmpty,
            "a 200 is no success: status \(value.status), error \(value.error.rawValue), '\(answer.errorText)'")
        try require(answer.body == "GET /ok ", "the body is '\(answer.body)'")
        try require(value.body_length == UInt64(answer.body.utf8.count), "body_length is \(value.body_length)")
        try require(
            answer.headers.hasPrefix("Content-Type: text/plain\r\n") && !answer.headers.contains("\r\n\r\n"),
            "headers are not the lines as received: '\(answer.headers)'")
        try require(answer.reason == "OK", "the reason is '\(answer.reason)'")
        try require(answer.url == url && value.redirect_count == 0, "the last URL is '\(answer.url)', wanted '\(url)'")
        try require(
            value.bytes_sent > 0 && value.bytes_received >= value.body_length,
            "bytes_sent or bytes_received is too small")
        try checkTimes(value)
        guard recorded.count == 1, let event = recorded.first else {
            throw Violation("one request is recorded \(recorded.count) times")
        }
        try require(
            event.method == "GET" && event.name == url, "'GET \(url)' is recorded as '\(event.method) \(event.name)'")
        try require(
            event.outcome == .ASSAY_OUTCOME_SUCCESS && event.status == 200, "a success is not recorded as one")
        try require(event.responseLength == value.body_length, "response_length is recorded as \(event.responseLength)")
        try require(event.userID == Self.userID, "a request is recorded for user \(event.userID)")
    }

    private func checkTimes(_ value: assay_client_response_t) throws {
        try require(
            value.scheduled == value.start && value.start <= value.end,
            "the times of a request are not in order: scheduled \(value.scheduled), start \(value.start), end \(value.end)"
        )
        let parts = value.timings
        let all = [
            parts.blocked, parts.connecting, parts.tls_handshaking, parts.sending, parts.waiting, parts.receiving,
        ]
        try require(all.allSatisfy { $0 >= 0 }, "a part of the timings is negative: \(all)")
        let sum = all.reduce(0, +)
        try require(
            sum == value.end - value.start, "the timings add up to \(sum) ns, not to \(value.end - value.start) ns")
    }

    /// Method, name, headers and body arrive as they were given.
    func checkRequest() throws {
        let wish = CheckedCall.Wish(
            method: "PUT", url: peer.url("/ok"), name: "page", headers: [("X-Check", "a: b")], body: "hello")
        let recorded = try recorded { _ = try answer(to: wish) }
        guard let request = peer.requests.last else { return }
        try require(request.method == "PUT" && request.body == "hello", "a body does not arrive as it was given")
        try require(request.header("X-Check") == "a: b", "a header does not arrive as it was given")
        try require(recorded.first?.name == "page", "a request is not recorded by its name")
        let silent = try self.recorded {
            _ = try answer(to: CheckedCall.Wish(url: peer.url("/ok"), flags: UInt32(ASSAY_REQUEST_SILENT)))
        }
        try require(silent.isEmpty, "a request with SILENT is recorded")
    }

    /// A status from 400 on is a failure.
    func checkFailureStatus() throws {
        var found: CheckedCall.Answer?
        let recorded = try recorded { found = try answer(to: CheckedCall.Wish(url: peer.url("/missing"))).1 }
        guard let answer = found else { return }
        try require(
            answer.value.status == 404 && answer.value.error == .ASSAY_CLIENT_OK && !answer.value.is_success,
            "a 404 is not a response that is no success")
        try require(answer.errorText == "404 Not Found", "the error_text of a 404 is '\(answer.errorText)'")
        try require(
            recorded.map(\.outcome) == [.ASSAY_OUTCOME_FAILURE] && recorded.first?.error == "404 Not Found",
            "a 404 is not recorded as the failure '404 Not Found'")
    }

    /// Responses that the caller judges.
    func checkVerdicts() throws {
        try checkVerdict("/missing", nil, .ASSAY_OUTCOME_FAILURE, "404 Not Found")
        try checkVerdict("/missing", (true, ""), .ASSAY_OUTCOME_SUCCESS, nil)
        try checkVerdict("/ok", (false, "too slow"), .ASSAY_OUTCOME_FAILURE, "too slow")
    }

    private func checkVerdict(
        _ path: String, _ verdict: (isSuccess: Bool, error: String)?, _ outcome: assay_outcome_t, _ error: String?
    ) throws {
        let wish = CheckedCall.Wish(url: peer.url(path), flags: UInt32(ASSAY_REQUEST_CATCH_RESPONSE))
        var call: CheckedCall?
        let early = try recorded { call = try answer(to: wish, keepsResponse: true).0 }
        try require(early.isEmpty, "a request with CATCH_RESPONSE is recorded before it is judged")
        let late = recorded {
            host.enter(host.work) {
                if var verdict, let response = call?.kept {
                    verdict.error.withUTF8 { table.resolve(response, verdict.isSuccess, assay_string_t($0)) }
                    table.resolve(response, !verdict.isSuccess, assay_string_t())
                }
                call?.release()
            }
        }
        let place = verdict.map { "resolve(\($0.isSuccess), '\($0.error)')" } ?? "release without resolve"
        guard late.count == 1, let event = late.first else {
            throw Violation("\(place): the request is recorded \(late.count) times")
        }
        try require(
            event.outcome == outcome && event.error == error,
            "\(place): recorded with outcome \(event.outcome.rawValue), error '\(event.error ?? "none")'")
    }

    /// A body goes to on_chunk, piece by piece, or is kept.
    func checkStream() throws {
        let url = peer.url("/chunks")
        let (_, kept) = try answer(to: CheckedCall.Wish(url: url))
        try require(kept.body == "onetwothree", "a chunked body is '\(kept.body)', wanted 'onetwothree'")
        let (call, streamed) = try answer(to: CheckedCall.Wish(url: url, flags: UInt32(ASSAY_REQUEST_STREAM)))
        try require(call.chunks.joined() == "onetwothree", "a stream's pieces are \(call.chunks)")
        try require(call.chunks.count > 1, "a stream comes in one piece, though it arrived in several")
        try require(call.chunkTimes == call.chunkTimes.sorted(), "the times of a stream's pieces fall")
        try require(streamed.body.isEmpty, "the body of a stream is kept")
        try require(
            streamed.value.body_length == 11, "body_length of a stream is \(streamed.value.body_length), wanted 11")
    }

    /// Redirects are followed or kept, as the request says.
    func checkRedirects() throws {
        let url = peer.url("/redirect")
        let follow = CheckedCall.Wish(url: url, flags: UInt32(ASSAY_REQUEST_FOLLOW_REDIRECTS))
        let recorded = try recorded {
            let (_, answer) = try answer(to: follow)
            let value = answer.value
            try require(
                value.status == 200 && value.redirect_count == 1 && answer.url == peer.url("/ok"),
                "a redirect ends with status \(value.status) at '\(answer.url)' after \(value.redirect_count)")
        }
        try require(recorded.count == 1, "a request with a redirect is recorded \(recorded.count) times")
        try require(
            recorded.first?.name == url, "a request with a redirect is recorded as '\(recorded.first?.name ?? "")'")
        let (_, kept) = try answer(to: CheckedCall.Wish(url: url, flags: UInt32(ASSAY_REQUEST_KEEP_REDIRECTS)))
        try require(
            kept.value.status == 302 && kept.value.redirect_count == 0, "a redirect is followed despite KEEP_REDIRECTS")
    }
}
