// Assay: numbers, also those that touch a word.
// SPDX-License-Identifier: Apache-2.0

extension Lexer {
    /// A hexadecimal number, a float or an integer.
    ///
    /// Where a letter follows, the pattern gives digits back until a digit follows: `12ab` is `1` and `2ab`.
    func number(_ start: Int) -> Match? {
        if let match = unsigned(start + (has("-", at: start) ? 1 : 0)) { return match }
        return nil
    }

    private func unsigned(_ start: Int) -> Match? {
        guard let first = scalar(start), first.isDigit || first == "." else { return nil }
        if first == "0", scalar(start + 1)?.folded == 0x58 {
            let end = run(start + 2) { $0.isDigit || ($0.folded >= 0x41 && $0.folded <= 0x46) }
            if end > start + 2 { return (end, .hexadecimal) }
        }
        let whole = run(start) { $0.isDigit }
        if let end = exponent(start, whole) { return (end, .float) }
        if let end = fraction(start, whole) { return (end, .float) }
        return withoutLetter(whole, least: start + 1).map { ($0, .integer) }
    }

    private func exponent(_ start: Int, _ whole: Int) -> Int? {
        guard whole > start else { return nil }
        var end = whole
        if has(".", at: end) {
            let decimals = run(end + 1) { $0.isDigit }
            if decimals > end + 1 { end = decimals }
        }
        guard scalar(end)?.folded == 0x45 else { return nil }
        let digits = end + (has("-", at: end + 1) ? 2 : 1)
        let last = run(digits) { $0.isDigit }
        return last > digits ? last : nil
    }

    private func fraction(_ start: Int, _ whole: Int) -> Int? {
        guard has(".", at: whole) else { return nil }
        let least = whole > start ? whole + 1 : whole + 2
        return withoutLetter(run(whole + 1) { $0.isDigit }, least: least)
    }

    /// `end`, or one less where a letter follows; nil if fewer than `least` would remain.
    private func withoutLetter(_ end: Int, least: Int) -> Int? {
        guard end >= least else { return nil }
        guard let next = scalar(end), next.isNameStart || next == "_" else { return end }
        return end - 1 >= least ? end - 1 : nil
    }

    private func run(_ start: Int, while matches: (Unicode.Scalar) -> Bool) -> Int {
        var end = start
        while let next = scalar(end), matches(next) { end += 1 }
        return end
    }
}
