// Assay: times as people read them.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The wall clock, and times in the time zone of this machine.
enum LocalDate {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    static var milliseconds: Int64 {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
    }

    /// "2026-11-25 14:03:00 UTC".
    static func text(milliseconds: Int64) -> String {
        var seconds = time_t(milliseconds / 1000)
        var parts = tm()
        guard localtime_r(&seconds, &parts) != nil else { return "\(milliseconds)" }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
            guard let base = buffer.baseAddress else { return "" }
            let length = strftime(base, buffer.count, "%Y-%m-%d %H:%M:%S %Z", &parts)
            return String(decoding: UnsafeRawBufferPointer(start: base, count: length), as: UTF8.self)
        }
    }
}
