// Assay: dates in HTTP headers.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Dates as HTTP has them: "Wed, 21 Oct 2015 07:28:00 GMT".
enum HTTPTime {
    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The date of `nanoseconds` since 1970, to the second.
    static func text(_ nanoseconds: Int64) -> String {
        var seconds = time_t(seconds(nanoseconds))
        var parts = tm()
        gmtime_r(&seconds, &parts)
        guard days.indices.contains(Int(parts.tm_wday)), months.indices.contains(Int(parts.tm_mon)) else { return "" }
        let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { two($0) }.joined(separator: ":")
        return "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) "
            + "\(Int(parts.tm_year) + 1900) \(clock) GMT"
    }

    /// The seconds since 1970 of a header; nil when it is no date.
    static func seconds(_ header: String) -> Int64? {
        let words = header.split(whereSeparator: { $0 == " " || $0 == ":" })
        guard words.count == 8, words[7] == "GMT", let day = Int32(words[1]), let year = Int32(words[3]),
            let month = months.firstIndex(of: String(words[2])), let hour = Int32(words[4]),
            let minute = Int32(words[5]), let second = Int32(words[6]), (1970...9999).contains(year)
        else { return nil }
        var parts = tm()
        (parts.tm_year, parts.tm_mon, parts.tm_mday) = (year - 1900, Int32(month), day)
        (parts.tm_hour, parts.tm_min, parts.tm_sec) = (hour, minute, second)
        return Int64(timegm(&parts))
    }

    /// Whole seconds, rounded down.
    static func seconds(_ nanoseconds: Int64) -> Int64 {
        (nanoseconds - (nanoseconds % 1_000_000_000 + 1_000_000_000) % 1_000_000_000) / 1_000_000_000
    }

    private static func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
