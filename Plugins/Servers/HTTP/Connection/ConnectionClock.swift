// Assay: the deadlines of a connection.
// SPDX-License-Identifier: Apache-2.0
import NIOCore

/// One deadline that moves with each request, behind one timer that moves only when it fires.
struct ConnectionClock {
    /// When the connection is cut unless something happens; nil for never.
    var deadline: NIODeadline?
    /// What was still to be sent when the deadline last passed.
    var bytesLeft = 0
    private var timer: Scheduled<Void>?
    private var timerTime = NIODeadline.distantFuture

    /// Whether the timer must be set to meet the deadline.
    var needsTimer: Bool { deadline.map { $0 < timerTime } ?? false }

    /// Sets the timer.
    mutating func start(_ eventLoop: any EventLoop, _ fire: @escaping () -> Void) {
        guard let deadline else { return }
        timer?.cancel()
        timerTime = deadline
        timer = eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { fire() }
    }

    /// The timer has fired.
    mutating func fired() {
        timer = nil
        timerTime = .distantFuture
    }

    /// No more deadlines.
    mutating func stop() {
        deadline = nil
        timer?.cancel()
        fired()
    }
}
