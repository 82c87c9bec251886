// Assay: debug builds end the process when a plugin breaks a thread tag.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssayLinux
internal import Glibc

extension Loop {
    /// The loop that a plugin passed to a [loop] function. Debug builds end the process when another thread calls.
    @inline(__always)
    static func onOwnThread(_ pointer: OpaquePointer?, _ function: StaticString) -> Loop? {
        guard let pointer else { return nil }
        let loop = Loop(pointer)
        #if DEBUG
            if Loop.current != loop { ThreadTag.isBroken(function, rule: "[loop]: on the thread that turns the loop") }
        #endif
        return loop
    }
}

/// The thread tags of the C headers.
enum ThreadTag {
    /// Ends a debug host when a [main] function is called elsewhere.
    @inline(__always)
    static func requireMain(_ extensions: HostExtensions, _ function: StaticString) {
        #if DEBUG
            if Loop.current != extensions.loops.main { isBroken(function, rule: "[main]: on the main thread") }
        #endif
    }

    /// Ends a debug host when a [main] [blocking] function is called on a work loop.
    @inline(__always)
    static func forbidLoop(_ function: StaticString) {
        #if DEBUG
            if ThreadKind.current == .loop { isBroken(function, rule: "[main] [blocking]: never on a work loop") }
        #endif
    }

    /// Says which function was called where it must not be, and aborts.
    static func isBroken(_ function: StaticString, rule: StaticString) -> Never {
        let place =
            switch ThreadKind.current {
            case .main: "the main thread"
            case .loop: "a work loop's thread"
            case .worker: "a worker thread"
            case .other: "a thread that is not the host's"
            }
        Logger.writeLine("assay: \(function) was called on \(place); it is \(rule)\n", to: STDERR_FILENO)
        abort()
    }
}
