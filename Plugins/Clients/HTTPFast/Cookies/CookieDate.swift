// Assay: reads the dates of cookies.
// SPDX-License-Identifier: Apache-2.0

/// RFC 6265, section 5.1.1: tokens in any order.
struct CookieDate {
    private var time: (hour: Int64, minute: Int64, second: Int64)?
    private var day: Int64?
    private var month: Int64?
    private var year: Int64?

    /// Seconds since 1970, or nil when `text` is no date.
    static func parse(_ text: ByteView) -> Int64? {
        var date = CookieDate()
        var start = 0
        while start < text.count {
            while start < text.count, isDelimiter(text[start]) { start += 1 }
            var end = start
            while end < text.count, !isDelimiter(text[end]) { end += 1 }
            if end > start { date.take(text[start, end]) }
            start = end
        }
        return date.seconds
    }

    private static func isDelimiter(_ byte: UInt8) -> Bool {
        let isLetterOrDigit = ASCII.isDigit(byte) || ASCII.lower(byte) &- 97 < 26
        return !isLetterOrDigit && byte != ASCII.colon && byte < 128
    }

    private mutating func take(_ token: ByteView) {
        if time == nil, let value = CookieDate.time(token) {
            time = value
        } else if day == nil, let value = CookieDate.number(token, 1...2) {
            day = value
        } else if month == nil, let value = CookieDate.month(token) {
            month = value
        } else if year == nil, let value = CookieDate.number(token, 2...4) {
            year = value < 70 ? value + 2000 : (value < 100 ? value + 1900 : value)
        }
    }

    /// hh:mm:ss
    private static func time(_ token: ByteView) -> (Int64, Int64, Int64)? {
        guard let first = token.index(of: ASCII.colon), let second = token.index(of: ASCII.colon, from: first + 1),
            let hour = number(token[0, first], 1...2), let minute = number(token[first + 1, second], 1...2),
            let seconds = number(token[second + 1, token.count], 1...2)
        else { return nil }
        return (hour, minute, seconds)
    }

    /// The digits at the start of a token, when there are as many as `count` says.
    private static func number(_ token: ByteView, _ count: ClosedRange<Int>) -> Int64? {
        var value: Int64 = 0
        var digits = 0
        while digits < token.count, ASCII.isDigit(token[digits]) {
            guard digits < 4 else { return nil }
            value = value * 10 + Int64(token[digits] &- 48)
            digits += 1
        }
        return count.contains(digits) ? value : nil
    }

    private static func month(_ token: ByteView) -> Int64? {
        guard token.count >= 3 else { return nil }
        let names = ByteView("janfebmaraprmayjunjulaugsepoctnovdec" as StaticString)
        for month in 0..<12 where token[0, 3].equalsIgnoringCase(names[month * 3, month * 3 + 3]) {
            return Int64(month) + 1
        }
        return nil
    }

    private var seconds: Int64? {
        guard let time, let day, let month, let year, day >= 1, day <= 31, year >= 1601, time.hour < 24,
            time.minute < 60, time.second < 60
        else { return nil }
        // Days since 1970 in the Gregorian calendar; the year is taken to begin in March.
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = era * 146_097 + dayOfEra - 719_468
        return days * 86_400 + time.hour * 3600 + time.minute * 60 + time.second
    }
}
