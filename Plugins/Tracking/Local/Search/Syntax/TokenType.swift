// Assay: the types that sqlparse, MLflow's tokeniser, gives to pieces of text.
// SPDX-License-Identifier: Apache-2.0

/// The type of one token; `is…` says to which family it belongs.
enum TokenType: UInt8, Sendable {
    case whitespace, newline
    case comment, commentHint, multilineComment, multilineHint
    case keyword, keywordDML, keywordDDL, keywordDCL, keywordCTE, keywordOrder, keywordTZCast
    case name, placeholder, builtin
    case literal, string, symbol
    case hexadecimal, integer, float
    case punctuation, wildcard, assignment, command
    case operation, comparison
    case error

    /// A blank or a line end.
    var isWhitespace: Bool { self == .whitespace || self == .newline }

    /// Any kind of keyword: compared without regard to case.
    var isKeyword: Bool {
        switch self {
        case .keyword, .keywordDML, .keywordDDL, .keywordDCL, .keywordCTE, .keywordOrder, .keywordTZCast: true
        default: false
        }
    }

    /// A comment to the line end or between `/*` and `*/`.
    var isComment: Bool {
        switch self {
        case .comment, .commentHint, .multilineComment, .multilineHint: true
        default: false
        }
    }

    /// A number of any notation.
    var isNumber: Bool { self == .hexadecimal || self == .integer || self == .float }

    /// A word that is no keyword, or what stands for one.
    var isName: Bool { self == .name || self == .placeholder || self == .builtin }
}
