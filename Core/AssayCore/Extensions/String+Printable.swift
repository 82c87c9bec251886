// Assay: texts from outside, made safe for a terminal.
// SPDX-License-Identifier: Apache-2.0

extension String {
    /// The text without what could command a terminal or forge a line of a log: control characters, and those that turn
    /// the direction of writing, become "·". Line breaks and tabs stay with `keepsLines`, else they become blanks.
    package func printable(keepsLines: Bool) -> String {
        guard unicodeScalars.contains(where: { !Self.isPrintable($0) }) else { return self }
        var printable = UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A: printable.append(keepsLines ? scalar : " ")
            // The line feed of CR LF is enough.
            case 0x0D: if !keepsLines { printable.append(" ") }
            case 0x85, 0x2028, 0x2029: printable.append(" ")
            default: printable.append(Self.isPrintable(scalar) ? scalar : "\u{B7}")
            }
        }
        return String(printable)
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: false
        default: true
        }
    }
}
