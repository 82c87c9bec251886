// Assay: one token of a GraphQL document.
// SPDX-License-Identifier: Apache-2.0

/// A token, and where it begins.
struct Token {
    /// What a token is.
    enum Kind: Equatable {
        case end
        case name
        case int
        case float
        case string
        case blockString
        /// One of `! $ & ( ) : = @ [ ] { | }`.
        case mark(UInt8)
        /// `...`
        case spread
    }

    let kind: Kind
    /// The text of a name or a number, the value of a string.
    let text: String
    /// The place of its first byte.
    let offset: Int

    /// Whether it is this mark.
    func isMark(_ mark: Unicode.Scalar) -> Bool { kind == .mark(UInt8(ascii: mark)) }

    /// Whether it is this word.
    func isWord(_ word: String) -> Bool { kind == .name && text == word }
}

/// A document that is not GraphQL.
package struct SyntaxFault: Error, CustomStringConvertible {
    /// The byte at which it is seen.
    package let offset: Int
    let expected: String

    /// "byte 7: a name is missing".
    package var description: String { "byte \(offset): expected \(expected)" }
}
