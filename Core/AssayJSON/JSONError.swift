// Assay: what can be wrong with a JSON text.
// SPDX-License-Identifier: Apache-2.0

/// A JSON text that cannot be read, and where.
public struct JSONError: Error, Equatable, CustomStringConvertible {
    /// What is wrong: lower case, no full stop.
    public let message: String
    /// Bytes from the start of the text.
    public let offset: Int
    /// The line, from 1.
    public let line: Int
    /// The column in bytes, from 1.
    public let column: Int

    /// Makes an error.
    public init(_ message: String, offset: Int, line: Int, column: Int) {
        self.message = message
        self.offset = offset
        self.line = line
        self.column = column
    }

    /// "line 3, column 7: unexpected '}'".
    public var description: String { "line \(line), column \(column): \(message)" }
}
