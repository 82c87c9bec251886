// Assay: standard error, and what is known of it.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Standard error, and what is known of it.
struct Terminal {
    /// Rows and columns.
    struct Size {
        var rows: Int
        var columns: Int
    }

    /// Whether it is a terminal and not a file or a pipe.
    var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether colours are wanted.
    var isColored: Bool { isTerminal && getenv("NO_COLOR") == nil }

    /// Its size now; 24 by 80 when it does not say.
    var size: Size {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return Size(rows: 24, columns: 80)
        }
        return Size(rows: Int(size.ws_row), columns: Int(size.ws_col))
    }

    /// Writes lines.
    func write(_ lines: [String]) {
        write(raw: lines.map { $0 + "\n" }.joined())
    }

    /// Writes a text as it is. What a closed terminal does not take is lost; that is no reason to end a run.
    func write(raw text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN {
                var poll = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
                if Glibc.poll(&poll, 1, 100) > 0 { continue }
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
