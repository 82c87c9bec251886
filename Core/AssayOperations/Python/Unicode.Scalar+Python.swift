// Assay: characters as Python classifies them.
// SPDX-License-Identifier: Apache-2.0

extension Unicode.Scalar {
    /// What `\w` matches in Python: letters, numbers of every kind, and the underscore.
    var isPythonWord: Bool {
        if isASCII {
            return value == 0x5F || (0x30...0x39).contains(value) || (0x61...0x7A).contains(value | 0x20)
        }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
        default: return properties.numericType != nil
        }
    }

    /// What `str.isspace` says: white space, and the four separators of ASCII.
    var isPythonSpace: Bool {
        properties.isWhitespace || (0x1C...0x1F).contains(value)
    }

    /// The value of a decimal digit of any script.
    var decimalDigit: UInt8? {
        guard properties.numericType == .decimal, let number = properties.numericValue, number >= 0, number <= 9 else {
            return nil
        }
        // Not UInt8(exactly:), which needs libm: this module is linked where nothing else does.
        return UInt8(number)
    }

    /// What `str.isprintable` says: `repr` writes the others as escapes.
    var isPythonPrintable: Bool {
        if isASCII { return value >= 0x20 && value != 0x7F }
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            return false
        default: return true
        }
    }
}
