// Assay: the text of a statement.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// The text of a statement. A literal is never copied: write statements as literals where you can.
public struct SQLText: ExpressibleByStringLiteral, Sendable {
    enum Form: Sendable {
        case fixed(StaticString)
        case made(String)
    }

    let form: Form

    /// A text that is part of the program.
    public init(stringLiteral: StaticString) {
        form = .fixed(stringLiteral)
    }

    /// A text made at run time. Never put values into it: they are parameters.
    public init(_ text: String) {
        form = .made(text)
    }
}
