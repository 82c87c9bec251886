// Assay: how much is logged.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CAssay

/// Locust's log levels, in any case of letters.
enum LogLevel: String, ExpressibleByArgument {
    case debug
    case info
    case warning
    case error
    case critical

    /// Reads a level, nil when it is none.
    init?(argument: String) {
        self.init(rawValue: argument.lowercased())
    }

    /// The lowest level that the host writes.
    var level: assay_log_level_t {
        switch self {
        case .debug: .ASSAY_LOG_DEBUG
        case .info: .ASSAY_LOG_INFO
        case .warning: .ASSAY_LOG_WARNING
        case .error: .ASSAY_LOG_ERROR
        case .critical: .ASSAY_LOG_FATAL
        }
    }
}
