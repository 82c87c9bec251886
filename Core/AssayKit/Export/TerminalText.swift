// Assay: texts from outside, made safe for a terminal and measured in columns.
// SPDX-License-Identifier: Apache-2.0

/// A text as a terminal shows it: one line, without control characters, measured in columns.
public struct TerminalText {
    /// The safe text.
    public private(set) var text: String
    /// Columns it takes.
    public private(set) var width: Int

    /// Makes a text safe: control characters, which could command a terminal, become "·"; a line break becomes a blank.
    public init(_ text: String) {
        var safe = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D: safe.append(" ")
            case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: safe.append("\u{B7}")
            default: safe.append(scalar)
            }
        }
        self.text = String(safe)
        width = self.text.reduce(0) { $0 + TerminalText.columns($1) }
    }

    /// The text filled up with blanks on the right to `columns`; not cut.
    public func left(_ columns: Int) -> String { text + String(repeating: " ", count: max(0, columns - width)) }

    /// The text filled up with blanks on the left to `columns`; not cut.
    public func right(_ columns: Int) -> String { String(repeating: " ", count: max(0, columns - width)) + text }

    /// The text in at most `columns`, with "…" in place of what does not fit.
    public func cut(_ columns: Int) -> TerminalText {
        guard width > columns else { return self }
        var kept = ""
        var used = 0
        for character in text {
            let next = TerminalText.columns(character)
            if used + next > columns - 1 { break }
            kept.append(character)
            used += next
        }
        return TerminalText(columns > 0 ? kept + "…" : "")
    }

    /// Columns of one character: two for East Asian wide ones and emoji, none for a lone combining mark.
    private static func columns(_ character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        switch first.value {
        case 0..<0x300: return 1
        case 0x300...0x36F, 0x200B...0x200D, 0xFE00...0xFE0F: return 0
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
