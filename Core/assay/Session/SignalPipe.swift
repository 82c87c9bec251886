// Assay: signals as bytes to read.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The descriptor that the handler writes to; -1 before there is one.
// nonisolated(unsafe): written once, before the first handler is installed, and only read afterwards.
nonisolated(unsafe) private var signalDescriptor: Int32 = -1

/// Turns signals into bytes of a pipe, which a loop can watch. At most one is made in a process.
/// Rationale: not signalfd, which needs the signals blocked in every thread before the first one starts.
struct SignalPipe {
    /// The end to read from; does not block.
    let descriptor: Int32

    /// Takes over `signals`.
    init(_ signals: [Int32]) throws(CommandError) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw CommandError("a pipe for signals cannot be made: \(TextFile.reason())") }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        descriptor = ends[0]
        signalDescriptor = ends[1]
        for signal in signals { Self.handle(signal) }
    }

    /// The signals that came since the last call.
    func take() -> [Int32] {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(descriptor, &bytes, bytes.count)
        return count > 0 ? bytes.prefix(count).map(Int32.init) : []
    }

    /// Gives a signal back to the system: the next one ends the process.
    static func release(_ signal: Int32) {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = SIG_DFL
        sigaction(signal, &action, nil)
    }

    private static func handle(_ signal: Int32) {
        var action = sigaction()
        action.sa_flags = SA_RESTART
        action.__sigaction_handler.sa_handler = { signal in
            // Only what a handler may do: one write, errno untouched.
            let saved = errno
            var byte = UInt8(truncatingIfNeeded: signal)
            _ = write(signalDescriptor, &byte, 1)
            errno = saved
        }
        sigaction(signal, &action, nil)
    }
}
