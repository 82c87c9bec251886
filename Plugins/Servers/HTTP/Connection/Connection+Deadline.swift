// Assay: what happens to peers that keep the server waiting.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import NIOCore
import NIOHTTP1

extension Connection {
    /// Something has happened: the connection has `time` from now.
    func setDeadline(_ time: TimeAmount) {
        clock.deadline = .now() + time
        watchClock()
    }

    private func watchClock() {
        guard clock.needsTimer, let eventLoop = context?.eventLoop else { return }
        clock.start(eventLoop) { [weak self] in self?.clockFired() }
    }

    private func clockFired() {
        clock.fired()
        guard let deadline = clock.deadline, context != nil else { return }
        guard deadline <= .now() else { return watchClock() }
        if isTakingAnswer() { return setDeadline(service.limits.stall) }
        guard isRequestOpen, !isAnswerBegun, isAnswerOpen else {
            // Part of a head has come: say why the connection ends. An idle one ends without a word.
            if !isRequestOpen, !isAnswerOpen, headBytes > 0, !isLingering { return timeOut() }
            return close()
        }
        stream.fail(.ASSAY_STATUS_DEADLINE_EXCEEDED)
        refuse(Answer(status: .requestTimeout, plain: "the request did not arrive in time"))
    }

    private func timeOut() {
        isRequestOpen = true
        isAnswerOpen = true
        isAnswerBegun = false
        refuse(Answer(status: .requestTimeout, plain: "the request did not arrive in time"))
    }

    /// Whether the peer has taken some of what is written to it since it was last asked.
    private func isTakingAnswer() -> Bool {
        guard let channel = context?.channel,
            let left = try? channel.syncOptions?.getOption(.bufferedWritableBytes), left > 0
        else { return false }
        defer { clock.bytesLeft = left }
        return clock.bytesLeft == 0 || left < clock.bytesLeft
    }

    /// Bytes arrive, not yet parsed.
    func bytesArrive(_ count: Int) {
        isReading = true
        if headBytes == 0, !isRequestOpen, !isAnswerOpen { setDeadline(service.limits.head) }
        headBytes += count
    }

    /// The bytes were parsed as far as they make sense.
    func bytesWereParsed() {
        if isRequestOpen || isAnswerOpen { headBytes = 0 }
        guard headBytes > service.limits.headBytes, !isLingering else { return }
        isRequestOpen = true
        isAnswerOpen = true
        isAnswerBegun = false
        refuse(Answer(status: .requestHeaderFieldsTooLarge, plain: "the request line and headers are too large"))
    }
}
