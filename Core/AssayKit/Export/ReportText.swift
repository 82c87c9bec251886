// Assay: numbers and times as reports write them.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

extension Double {
    /// The number with exactly `digits` decimals, rounded as C's printf does; what is not finite reads as 0.
    public func fixed(_ digits: Int) -> String {
        let digits = Swift.min(Swift.max(digits, 0), 17)
        // 309 digits before the point, a sign, the point and 17 after it are the longest there can be.
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 340) { buffer in
            let value = isFinite ? self : 0
            let length = withVaList([Int32(digits), value]) { vsnprintf(buffer.baseAddress, buffer.count, "%.*f", $0) }
            return String(
                decoding: buffer.prefix(Int(max(0, length))).lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    /// Milliseconds as a table shows them: three significant digits below 100 ms, whole ones above.
    public var milliseconds: String {
        switch self {
        case ..<9.995: fixed(2)
        case ..<99.95: fixed(1)
        default: fixed(0)
        }
    }
}

/// Wall-clock times as reports write them.
public enum UTCTime {
    /// "2026-11-24T18:53:54Z", for nanoseconds since 1970.
    public static func text(_ time: Int64) -> String {
        let (quotient, remainder) = time.quotientAndRemainder(dividingBy: 1_000_000_000)
        var seconds = time_t(remainder < 0 ? quotient - 1 : quotient)
        var parts = tm()
        guard gmtime_r(&seconds, &parts) != nil else { return "" }
        return "\(pad(parts.tm_year + 1900, 4))-\(pad(parts.tm_mon + 1, 2))-\(pad(parts.tm_mday, 2))"
            + "T\(pad(parts.tm_hour, 2)):\(pad(parts.tm_min, 2)):\(pad(parts.tm_sec, 2))Z"
    }

    /// "1 hour, 2 minutes and 5 seconds", for whole seconds.
    public static func duration(_ seconds: Int64) -> String {
        let seconds = max(0, seconds)
        let parts = [
            (seconds / 86400, "day"), (seconds % 86400 / 3600, "hour"), (seconds % 3600 / 60, "minute"),
            (seconds % 60, "second"),
        ]
        let texts = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
        guard let last = texts.last else { return "0 seconds" }
        return texts.count == 1 ? last : texts.dropLast().joined(separator: ", ") + " and " + last
    }

    private static func pad(_ number: Int32, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
