// Assay: reads a meta.yaml.
// SPDX-License-Identifier: Apache-2.0

/// Reads YAML as MLflow writes it: mappings and lists by indentation, and scalars that are plain or in quotes. Anything
/// else, such as an anchor or a tag, is refused, so that nothing is read otherwise than it was meant. A YAML library would
/// bring Foundation into the server, and would take digests for numbers.
package struct MetaReader {
    private static let deepest = 16
    var lines: [ArraySlice<UInt8>]
    var row = 0
    private var depth = 0

    /// Reads a document.
    package static func read(_ text: String) throws(MetaError) -> MetaValue {
        var reader = MetaReader(text)
        reader.skipBlank()
        if reader.row < reader.lines.count, reader.lines[reader.row].elementsEqual("---".utf8) { reader.row += 1 }
        reader.skipBlank()
        guard reader.row < reader.lines.count else { return .map([:]) }
        let value = try reader.block()
        reader.skipBlank()
        guard reader.row >= reader.lines.count else {
            throw reader.failure("this does not belong to what is before it")
        }
        return value
    }

    private init(_ text: String) {
        lines = Array(text.utf8).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        }
    }

    func failure(_ reason: String) -> MetaError { MetaError(line: row, reason) }

    /// How many spaces a line begins with; nil for a line without anything else.
    func indentation(_ row: Int) -> Int? {
        lines[row].firstIndex { $0 != UInt8(ascii: " ") }.map { $0 - lines[row].startIndex }
    }

    private func begins(_ row: Int, at column: Int, with mark: Character) -> Bool {
        let rest = lines[row].dropFirst(column)
        guard let first = rest.first, first == mark.asciiValue else { return false }
        return rest.count == 1 || rest[rest.startIndex + 1] == UInt8(ascii: " ")
    }

    /// Goes on to the next line that says something.
    mutating func skipBlank() {
        while row < lines.count {
            guard let indentation = indentation(row) else {
                row += 1
                continue
            }
            guard lines[row].dropFirst(indentation).first == UInt8(ascii: "#") else { return }
            row += 1
        }
    }

    /// Reads a mapping or a list that begins in this line.
    private mutating func block() throws(MetaError) -> MetaValue {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest, let column = indentation(row) else { throw failure("it is too deep") }
        return begins(row, at: column, with: "-") ? .list(try list(column)) : .map(try map(column))
    }

    private mutating func list(_ column: Int) throws(MetaError) -> [MetaValue] {
        var items: [MetaValue] = []
        while row < lines.count, indentation(row) == column, begins(row, at: column, with: "-") {
            // What follows the dash stands as if it were in a line of its own.
            lines[row] = ArraySlice(lines[row].prefix(column)) + [UInt8(ascii: " ")] + lines[row].dropFirst(column + 1)
            if let inner = indentation(row), isKey(at: inner) || begins(row, at: inner, with: "-") {
                items.append(try block())
            } else {
                items.append(try value(at: indentation(row) ?? lines[row].count, inside: column))
            }
            skipBlank()
        }
        return items
    }

    private mutating func map(_ column: Int) throws(MetaError) -> [String: MetaValue] {
        var members: [String: MetaValue] = [:]
        while row < lines.count, indentation(row) == column {
            let line = row
            let (key, rest) = try key(at: column)
            guard members[key] == nil else { throw MetaError(line: line, "'\(key)' is there twice") }
            members[key] = try value(at: rest, inside: column)
            skipBlank()
        }
        return members
    }

    private func isKey(at column: Int) -> Bool {
        var copy = self
        return (try? copy.key(at: column)) != nil
    }

    /// Reads a key and its colon; the column after them. Long keys stand behind a question mark, in lines of their own.
    private mutating func key(at column: Int) throws(MetaError) -> (String, Int) {
        if begins(row, at: column, with: "?") {
            let key = try scalar(at: column + 2, inside: column)
            guard row < lines.count, begins(row, at: column, with: ":"), let key else {
                throw failure("a key has no value")
            }
            return (key, column + 1)
        }
        let line = lines[row].dropFirst(column)
        if line.first == UInt8(ascii: "'") || line.first == UInt8(ascii: "\"") {
            let (key, rest) = try quoted(at: column)
            guard lines[row].dropFirst(rest).first == UInt8(ascii: ":") else { throw failure("a key has no colon") }
            return (key, rest + 1)
        }
        for place in line.indices where line[place] == UInt8(ascii: ":") {
            if place + 1 == line.endIndex || line[place + 1] == UInt8(ascii: " ") {
                return (String(decoding: line[..<place], as: UTF8.self), place + 1 - lines[row].startIndex)
            }
        }
        throw failure("a key has no colon")
    }

    /// Reads what follows a key or a dash in `column`, and the lines that belong to it; they are deeper than `parent`.
    private mutating func value(at column: Int, inside parent: Int) throws(MetaError) -> MetaValue {
        let rest = Self.trimmed(lines[row].dropFirst(column))
        if rest.isEmpty || rest.first == UInt8(ascii: "#") { return try below(parent) }
        switch String(decoding: rest, as: UTF8.self) {
        case "[]":
            row += 1
            return .list([])
        case "{}":
            row += 1
            return .map([:])
        default:
            return try scalar(at: rest.startIndex - lines[row].startIndex, inside: parent).map { .text($0) } ?? .null
        }
    }

    /// What stands in the lines below a key.
    private mutating func below(_ parent: Int) throws(MetaError) -> MetaValue {
        row += 1
        skipBlank()
        guard row < lines.count, let column = indentation(row) else { return .null }
        let isList = begins(row, at: column, with: "-")
        guard column > parent || (column == parent && isList) else { return .null }
        if isList || isKey(at: column) { return try block() }
        return try scalar(at: column, inside: parent).map { .text($0) } ?? .null
    }

    static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        var bytes = bytes.drop(while: isSpace)
        while let last = bytes.last, isSpace(last) { bytes.removeLast() }
        return bytes
    }
}
