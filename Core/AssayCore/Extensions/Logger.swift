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
    private let hostName: String

    /// Logs to standard error, or at the end of `file`. A file that cannot be opened is reported on standard error, and
    /// standard error is used.
    init(level: assay_log_level_t, file path: String?) {
        lowest = Atomic(level.rawValue)
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        hostName = name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        guard let path else {
            file = STDERR_FILENO
            return
        }
        let opened = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        if opened < 0 {
            let reason = String(cString: strerror(errno))
            Self.writeLine("assay: log file '\(path)' cannot be opened: \(reason); logging here\n", to: STDERR_FILENO)
        }
        file = opened < 0 ? STDERR_FILENO : opened
    }

    deinit {
        if file != STDERR_FILENO { close(file) }
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
        Self.writeLine("[\(Self.timestamp())] \(text)\n", to: file)
    }

    /// Writes a whole line with one call.
    static func writeLine(_ line: String, to file: Int32) {
        var line = line
        line.withUTF8 { _ = write(file, $0.baseAddress, $0.count) }
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
