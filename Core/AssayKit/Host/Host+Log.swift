// Assay: writing to the host's log.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

extension Host {
    /// Writes a line to the host's log; `source` is a component's id, `message` one line without a full stop.
    public func log(_ level: assay_log_level_t, _ source: String, _ message: @autoclosure () -> String) {
        guard let log = table(ASSAY_EXT_LOG, as: assay_log_t.self)?.pointee, let lowest = log.get_level?(pointer),
            level.rawValue >= lowest.rawValue
        else { return }
        log.log?(pointer, level, source, message())
    }
}
