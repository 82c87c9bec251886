// Assay: a span of time as the command line writes it.
// SPDX-License-Identifier: Apache-2.0

/// A span of time: seconds ("20", "0.5"), or hours, minutes, seconds and milliseconds in that order ("1h20m", "90s",
/// "250ms").
struct TimeSpan: Equatable {
    /// The span in seconds; finite and not negative.
    let seconds: Double

    /// Makes a span of `seconds`.
    init(seconds: Double) {
        self.seconds = seconds
    }

    /// Reads the span; the error says what can be read.
    init(parsing text: String) throws(CommandError) {
        guard let span = TimeSpan(text[...]) else {
            throw CommandError("a time is wanted, such as 20, 90s, 3m or 1h20m")
        }
        self = span
    }

    /// Reads the span, nil when it is none.
    init?(_ text: Substring) {
        if let seconds = Decimal.read(text) {
            self.init(seconds: seconds)
            return
        }
        var rest = text
        var total = 0.0
        for (unit, scale) in [("h", 3600.0), ("m", 60), ("s", 1), ("ms", 0.001)] {
            let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            let after = rest[number.endIndex...]
            guard after.prefix(while: \.isLetter) == unit else { continue }
            guard let value = Decimal.read(number) else { return nil }
            total += value * scale
            rest = after.dropFirst(unit.count)
        }
        guard rest.isEmpty, !text.isEmpty, total.isFinite else { return nil }
        self.init(seconds: total)
    }
}
