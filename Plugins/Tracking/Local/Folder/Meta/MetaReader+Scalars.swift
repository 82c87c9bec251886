// Assay: scalars of a meta.yaml.
// SPDX-License-Identifier: Apache-2.0

extension MetaReader {
    /// Reads a scalar that begins in `column`, and goes on to the line after it; nil is null.
    mutating func scalar(at column: Int, inside parent: Int) throws(MetaError) -> String? {
        let rest = Self.trimmed(lines[row].dropFirst(column))
        guard let first = rest.first else { throw failure("a value is missing") }
        guard first == UInt8(ascii: "'") || first == UInt8(ascii: "\"") else {
            guard !"&*!|>%@`[]{},".utf8.contains(first) else {
                throw failure("YAML that begins with '\(Character(UnicodeScalar(first)))' is not MLflow's")
            }
            return plain(at: column, inside: parent)
        }
        let (text, end) = try quoted(at: rest.startIndex - lines[row].startIndex)
        let tail = Self.trimmed(lines[row].dropFirst(end))
        guard tail.isEmpty || tail.first == UInt8(ascii: "#") else {
            throw failure("there is something after the quote")
        }
        row += 1
        return text
    }

    private mutating func plain(at column: Int, inside parent: Int) -> String? {
        var folded = Folded()
        folded.add(Self.withoutComment(lines[row].dropFirst(column)))
        row += 1
        var next = row
        while next < lines.count {
            guard let indentation = indentation(next) else {
                next += 1
                continue
            }
            guard indentation > parent else { break }
            for blank in row..<next { folded.add(lines[blank].prefix(0)) }
            folded.add(Self.withoutComment(lines[next]))
            next += 1
            row = next
        }
        switch folded.text {
        case "", "~", "null", "Null", "NULL": return nil
        case let text: return text
        }
    }

    private static func withoutComment(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let comment = bytes.indices.first { place in
            bytes[place] == UInt8(ascii: "#") && place > bytes.startIndex && bytes[place - 1] == UInt8(ascii: " ")
        }
        return trimmed(bytes[..<(comment ?? bytes.endIndex)])
    }

    /// Reads a text in quotes that begins in `column`; the column behind it, in the line where it ends.
    mutating func quoted(at column: Int) throws(MetaError) -> (String, Int) {
        let quote = lines[row][lines[row].startIndex + column]
        var folded = Folded()
        var start = lines[row].startIndex + column + 1
        while true {
            var piece = QuotedPiece(lines[row][start...], quote)
            try piece.read(row)
            let isLast = piece.end != nil
            if !isLast { piece.trimEnd() }
            folded.add(piece.bytes[...], isLast: isLast, isJoined: piece.isJoined)
            if let end = piece.end { return (folded.text, end - lines[row].startIndex) }
            guard row + 1 < lines.count else { throw failure("a quote has no end") }
            row += 1
            start = lines[row].firstIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") } ?? lines[row].endIndex
        }
    }
}

/// A text that was broken into lines: a break is a space, and each further one is a break.
private struct Folded {
    private var bytes: [UInt8] = []
    private var breaks = 0
    private var isBegun = false
    private var isJoined = false

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Adds a line; `isJoined` says that nothing stands between it and the next one.
    mutating func add(_ line: ArraySlice<UInt8>, isLast: Bool = false, isJoined: Bool = false) {
        defer { self.isJoined = isJoined }
        guard isBegun else {
            isBegun = true
            bytes += line
            return
        }
        if line.isEmpty, !isLast, !isJoined {
            breaks += 1
            return
        }
        if breaks > 0 {
            bytes += [UInt8](repeating: UInt8(ascii: "\n"), count: breaks)
        } else if !self.isJoined {
            bytes.append(UInt8(ascii: " "))
        }
        breaks = 0
        bytes += line
    }
}
