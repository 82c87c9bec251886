// Assay: the text of a statement and what is bound to it.
// SPDX-License-Identifier: Apache-2.0

/// The databases whose dialects differ.
public enum SearchDialect: Sendable, CaseIterable {
    case postgres, sqlite
}

/// A value bound to a statement.
public enum SearchParameter: Sendable, Hashable {
    case integer(Int64)
    case double(Double)
    case text(String)
}

/// One statement; `$1` is the first parameter.
public struct SearchStatement: Sendable, Hashable {
    /// What the database takes, without a semicolon.
    public var text: String
    /// What is bound, in the order in which the text first names it.
    public var parameters: [SearchParameter]

    /// A statement.
    public init(_ text: String = "", _ parameters: [SearchParameter] = []) {
        self.text = text
        self.parameters = parameters
    }

    /// Binds a value and returns its name in the text.
    mutating func bind(_ parameter: SearchParameter) -> String {
        parameters.append(parameter)
        return "$\(parameters.count)"
    }

    mutating func bind(_ number: Int64) -> String { bind(.integer(number)) }

    mutating func bind(_ text: String) -> String { bind(.text(text)) }
}
