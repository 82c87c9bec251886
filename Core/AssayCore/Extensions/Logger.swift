// Assay: the log of a host.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssayLinux
internal import Glibc
internal import Synchronization

/// Writes lines in Locust's form, `[2026-01-31 12:00:00,123] host/INFO/source: message`, each with one write, so that
/// lines of several threads and processes do not mix.
final class Logger: Sendable {
    private let lowest: Atomic<Int32>
    private let file: Int32
    private let terminal: Int32
    /// The lines below the log on the terminal.
    private let foot = Mutex("")
    private let hostName: String

    /// Logs to standard error, or at the end of `file`. A file that cannot be opened is reported on standard error, and
    /// standard error is used.
    init(level: assay_log_level_t, file path: String?, terminal: Int32 = STDERR_FILENO) {
        self.terminal = terminal
        lowest = Atomic(level.rawValue)
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        hostName = name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        guard let path else {
            file = terminal
            return
        }
        let opened = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        if opened < 0 {
            let reason = String(cString: strerror(errno))
            Self.writeLine("assay: log file '\(path)' cannot be opened: \(reason); logging here\n", to: terminal)
        }
        file = opened < 0 ? terminal : opened
    }

    deinit {
        if file != terminal { close(file) }
    }

    /// The lowest level that is written.
    var level: assay_log_level_t {
        get { assay_log_level_t(rawValue: lowest.load(ordering: .relaxed)) ?? .ASSAY_LOG_INFO }
        set { lowest.store(newValue.rawValue, ordering: .relaxed) }
    }

    /// Writes a line, if its level is high enough. Line breaks in its texts become blanks, other control characters "·".
    func log(_ level: assay_log_level_t, _ source: String, _ message: String) {
        guard level.rawValue >= lowest.load(ordering: .relaxed) else { return }
        let text = "\(hostName)/\(Self.name(of: level))/\(source): \(message)".printable(keepsLines: false)
        let line = "[\(Self.timestamp())] \(text)\n"
        guard file == terminal else { return Self.writeLine(line, to: file) }
        foot.withLock { foot in Self.writeLine(Self.erasing(foot) + line + foot, to: file) }
    }

    /// Replaces the lines below the log on the terminal; each ends with a line break and is not wider than the terminal.
    func setFoot(_ text: String) {
        foot.withLock { foot in
            guard !foot.isEmpty || !text.isEmpty else { return }
            Self.writeLine(Self.erasing(foot) + text, to: terminal)
            foot = text
        }
    }

    /// What takes lines away again, with the cursor below them.
    private static func erasing(_ lines: String) -> String {
        let count = lines.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
        return count > 0 ? "\u{1B}[\(count)A\r\u{1B}[J" : ""
    }

    /// Writes text with one call, or several to a terminal that takes it in pieces. What a closed one does not take is
    /// lost.
    static func writeLine(_ line: String, to file: Int32) {
        var line = line
        line.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)[...]
            while !rest.isEmpty {
                let count = write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                if count < 0, errno == EAGAIN {
                    var poll = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
                    if Glibc.poll(&poll, 1, 100) > 0 { continue }
                }
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }

    private static func name(of level: assay_log_level_t) -> String {
        switch level {
        case .ASSAY_LOG_DEBUG: "DEBUG"
        case .ASSAY_LOG_INFO: "INFO"
        case .ASSAY_LOG_WARNING: "WARNING"
        case .ASSAY_LOG_ERROR: "ERROR"
        case .ASSAY_LOG_FATAL: "CRITICAL"
        case .ASSAY_LOG_HOST_MISBEHAVING: "HOST_MISBEHAVING"
        case .ASSAY_LOG_PLUGIN_MISBEHAVING: "PLUGIN_MISBEHAVING"
        default: "LEVEL \(level.rawValue)"
        }
    }

    /// Local time with milliseconds.
    private static func timestamp() -> String {
        let now = assay_linux_realtime()
        var seconds = time_t(now / 1_000_000_000)
        var parts = tm()
        localtime_r(&seconds, &parts)
        var text = [CChar](repeating: 0, count: 32)
        let length = strftime(&text, text.count, "%Y-%m-%d %H:%M:%S", &parts)
        let milliseconds = String(1000 + now / 1_000_000 % 1000).dropFirst()
        return String(decoding: text.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self) + "," + milliseconds
    }
}
