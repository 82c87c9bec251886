// Assay: what the server library logs, in the host's log.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import Logging

/// Passes the lines of swift-log on to the host, one level lower: what the library finds worth telling is detail here.
struct HostLogHandler: LogHandler {
    let service: Service
    var metadata = Logger.Metadata()
    var logLevel = Logger.Level.info

    init(_ service: Service) {
        self.service = service
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let level: assay_log_level_t = event.level >= .error ? .ASSAY_LOG_WARNING : .ASSAY_LOG_DEBUG
        service.log(level, "\(event.message)")
    }
}
