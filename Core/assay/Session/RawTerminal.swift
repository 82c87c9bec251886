// Assay: single keys from the terminal.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The terminal's mode before it was changed; nil while it is as it was.
// nonisolated(unsafe): written on the main thread alone, before the handlers that read it are installed.
nonisolated(unsafe) private var savedMode: termios?

/// Standard input in a mode that delivers each key at once and echoes none. Ctrl-C and Ctrl-Z work as always. The
/// terminal gets its mode back at every end of the process but SIGKILL.
enum RawTerminal {
    /// Signals that end the process by a fault of its own.
    private static let faults = [SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGQUIT, SIGHUP]

    /// Changes the mode. Returns false, with nothing done, when standard input is no terminal, or not this process's to
    /// use because it runs in the background.
    static func begin() -> Bool {
        guard isatty(STDIN_FILENO) == 1, tcgetpgrp(STDIN_FILENO) == getpgrp() else { return false }
        var mode = termios()
        guard tcgetattr(STDIN_FILENO, &mode) == 0 else { return false }
        savedMode = mode
        atexit { RawTerminal.restore() }
        for signal in faults { restoreOn(signal) }
        apply()
        return true
    }

    /// Changes the mode again after the shell has changed it: when the process was continued.
    static func apply() {
        guard var mode = savedMode, tcgetpgrp(STDIN_FILENO) == getpgrp() else { return }
        mode.c_lflag &= ~tcflag_t(ICANON | ECHO)
        tcsetattr(STDIN_FILENO, TCSANOW, &mode)
    }

    /// Gives the terminal its mode back.
    static func restore() {
        // From the background it would stop the process, and the terminal is another's.
        guard var mode = savedMode, tcgetpgrp(STDIN_FILENO) == getpgrp() else { return }
        tcsetattr(STDIN_FILENO, TCSANOW, &mode)
    }

    /// Restores before the signal ends the process as it would have; who handles it already is left alone.
    private static func restoreOn(_ signal: Int32) {
        var action = sigaction()
        guard sigaction(signal, nil, &action) == 0, action.__sigaction_handler.sa_handler == nil else { return }
        // SA_RESETHAND: the handler's own `raise` ends the process.
        action.sa_flags = Int32(bitPattern: UInt32(bitPattern: SA_RESTART) | UInt32(SA_RESETHAND))
        action.__sigaction_handler.sa_handler = { signal in
            RawTerminal.restore()
            raise(signal)
        }
        sigaction(signal, &action, nil)
    }
}
