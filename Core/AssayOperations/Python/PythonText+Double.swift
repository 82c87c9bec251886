// Assay: doubles as Python prints them.
// SPDX-License-Identifier: Apache-2.0

extension PythonText {
    /// The shortest notation that reads back as the same number; plain from 0.0001 up to 16 places.
    static func notation(of number: Double) -> String {
        // Swift finds the same shortest digits, but changes to an exponent elsewhere.
        var text = number.description[...]
        let sign = text.first == "-" ? "-" : ""
        if !sign.isEmpty { text.removeFirst() }
        let halves = text.split(separator: "e", maxSplits: 1)
        let mantissa = (halves.first ?? "0").split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let whole = String(mantissa.first ?? "0")
        let fraction = mantissa.count > 1 ? String(mantissa[1]) : ""
        var digits = whole + fraction
        var point = whole.count + (halves.count > 1 ? Int(halves[1]) ?? 0 : 0)
        let zeros = digits.prefix { $0 == "0" }.count
        digits.removeFirst(zeros)
        point -= zeros
        while digits.last == "0" { digits.removeLast() }
        if digits.isEmpty { return sign + "0.0" }
        return sign + (point > -4 && point <= 16 ? plain(digits, point) : scientific(digits, point - 1))
    }

    private static func plain(_ digits: String, _ point: Int) -> String {
        if point <= 0 { return "0." + String(repeating: "0", count: -point) + digits }
        if point >= digits.count { return digits + String(repeating: "0", count: point - digits.count) + ".0" }
        return digits.prefix(point) + "." + digits.dropFirst(point)
    }

    private static func scientific(_ digits: String, _ exponent: Int) -> String {
        let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
        let magnitude = String(abs(exponent))
        return digits.prefix(1) + fraction + "e" + (exponent < 0 ? "-" : "+") + (magnitude.count < 2 ? "0" : "")
            + magnitude
    }
}
