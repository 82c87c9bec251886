// Assay: the clock of an exchange: how its time splits, and when it is over.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension UnsafeMutablePointer where Pointee == Exchange {
    @inline(__always) var home: LoopHomePointer { pointee.profile.pointee.home }

    /// Books the time since the last mark to the present phase.
    @inline(__always) func book(_ now: assay_instant_t) {
        let span = now &- pointee.mark
        pointee.mark = now
        switch pointee.phase {
        case .queued: pointee.response.timings.blocked &+= span
        case .connecting: pointee.response.timings.connecting &+= span
        case .handshaking: pointee.response.timings.tls_handshaking &+= span
        case .sending: pointee.response.timings.sending &+= span
        case .waiting: pointee.response.timings.waiting &+= span
        case .receiving: pointee.response.timings.receiving &+= span
        case .failed, .delivered: break
        }
    }

    /// Starts the time to connect.
    func startConnecting() {
        let now = home.now
        book(now)
        pointee.phase = .connecting
        let timeout = pointee.profile.pointee.limits.connectTimeout
        pointee.phaseDeadline = timeout > 0 ? now &+ timeout : .max
        setTimer()
    }

    /// The request has gone out whole; `bytes` of it were not counted yet.
    @inline(__always) func finishSending(_ bytes: Int) {
        pointee.response.bytes_sent &+= UInt64(truncatingIfNeeded: bytes)
        pointee.flags |= Exchange.Flags.isSent
        pointee.phase = .waiting
        let timeout = pointee.profile.pointee.limits.firstByteTimeout
        guard timeout > 0 || pointee.phaseDeadline != .max else { return }
        pointee.phaseDeadline = timeout > 0 ? pointee.mark &+ timeout : .max
        setTimer()
    }

    /// Arms the timer for the nearest deadline.
    @inline(__always) func setTimer() {
        var next = Swift.min(pointee.deadline, pointee.phaseDeadline)
        if let connection = pointee.connection { next = Swift.min(next, connection.pointee.attemptDeadline) }
        let functions = home.pointee.functions
        if next == .max {
            functions.cancelTimer(home.pointee.loop, &pointee.timer)
        } else {
            functions.addTimer(home.pointee.loop, &pointee.timer, next)
        }
    }

    /// Called by the loop when a deadline has come.
    func handleTimer() {
        guard pointee.phase != .failed else { return complete(pointee.error) }
        let now = home.now
        let isConnecting = pointee.phase == .connecting || pointee.phase == .handshaking
        if pointee.phaseDeadline <= now && pointee.phaseDeadline <= pointee.deadline {
            return end(isConnecting ? .ASSAY_CLIENT_CONNECT_TIMEOUT : .ASSAY_CLIENT_FIRST_BYTE_TIMEOUT)
        }
        if pointee.deadline <= now { return end(.ASSAY_CLIENT_TIMEOUT) }
        if let connection = pointee.connection, connection.pointee.attemptDeadline <= now {
            connection.pointee.connectError = .ASSAY_CLIENT_CONNECT_TIMEOUT
            return connection.tryNextAddress()
        }
        setTimer()
    }

    /// Ends the exchange from outside the connection's own work, and tells the caller at once.
    func end(_ error: assay_client_error_t) {
        let session = pointee.session
        detach()
        session?.startQueued()
        complete(error)
    }

    /// Takes the exchange off its connection, which is closed, or out of the queue.
    func detach() {
        if pointee.phase == .queued { pointee.session?.dequeue(self) }
        guard let connection = pointee.connection else { return }
        pointee.connection = nil
        connection.pointee.exchange = nil
        connection.destroy()
    }

    /// Delivers `error` at the loop's next turn: the caller may be inside `send` or `cancel`.
    func failLater(_ error: assay_client_error_t) {
        book(home.now)
        pointee.phase = .failed
        pointee.error = error
        home.pointee.functions.addTimer(home.pointee.loop, &pointee.timer, pointee.mark)
    }

    /// Whether `error` says no more than that the server has closed a kept connection in the meantime.
    func mayRetry(_ error: assay_client_error_t) -> Bool {
        let wanted = Exchange.Flags.isReused | Exchange.Flags.isIdempotent
        guard pointee.flags & (wanted | Exchange.Flags.isRetried) == wanted else { return false }
        guard pointee.phase == .sending || pointee.phase == .waiting else { return false }
        return error == .ASSAY_CLIENT_CONNECTION_CLOSED || error == .ASSAY_CLIENT_CONNECTION_RESET
            || error == .ASSAY_CLIENT_SEND_FAILED
    }

    /// Makes the exchange as if it had not been sent.
    func prepareRetry() {
        book(home.now)
        pointee.flags |= Exchange.Flags.isRetried
        pointee.flags &= ~(Exchange.Flags.isReused | Exchange.Flags.hasSendFailed | Exchange.Flags.isSent)
        pointee.phase = .queued
        pointee.phaseDeadline = .max
        pointee.unsent.reset()
    }
}
