// Assay: the classes of characters that the grammar is written in, as Python's regular expressions define them.
// SPDX-License-Identifier: Apache-2.0

extension Unicode.Scalar {
    /// `\s`: what separates words.
    var isSpace: Bool {
        switch value {
        case 0x09...0x0D, 0x1C...0x20: true
        case 0x00...0x7F: false
        case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// `\d`: a decimal digit of any script.
    var isDigit: Bool {
        if value < 0x80 { return value >= 0x30 && value <= 0x39 }
        return properties.generalCategory == .decimalNumber
    }

    /// `\w`: a letter, a digit or an underscore.
    var isWord: Bool {
        if value < 0x80 { return isLatin || isDigit || value == 0x5F }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
        default: return properties.numericType != nil
        }
    }

    /// `[A-Za-z]`.
    var isLatin: Bool { (value | 0x20) >= 0x61 && (value | 0x20) <= 0x7A && value < 0x80 }

    /// `[A-ZÀ-Ü]` without regard to case, with the signs that fold to such a letter.
    var isNameStart: Bool {
        switch value {
        case 0x00...0x7F: isLatin
        case 0xC0...0xDC, 0xE0...0xF6, 0xF8...0xFC, 0x130, 0x131, 0x17F, 0x212A, 0x212B: true
        default: false
        }
    }

    /// The capital letter that a pattern without regard to case takes this character for.
    var folded: UInt32 {
        switch value {
        case 0x61...0x7A: value - 0x20
        case 0x130, 0x131: 0x49
        case 0x17F: 0x53
        case 0x212A: 0x4B
        default: value
        }
    }
}
