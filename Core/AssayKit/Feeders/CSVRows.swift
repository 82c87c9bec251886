// Assay: reading CSV as RFC 4180 says it.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// A position in a CSV text. Of our own because it writes straight into a feeder's table: one pass, no text per field.
///
/// Stricter than many: a quote inside an unquoted field, text after a closing quote, a lone carriage return and a row
/// with another number of fields than the first are errors that name the line.
struct CSVRows {
    private let bytes: [UInt8]
    private let separator: Character
    private let columns: [String]?
    private var separatorByte = UInt8(ascii: ",")
    private var position = 0
    private var line = 1

    init(_ bytes: [UInt8], separator: Character, columns: [String]?) {
        self.bytes = bytes
        self.separator = separator
        self.columns = columns
    }

    /// Reads all rows.
    consuming func read(into builder: inout FeederTableBuilder) throws(AssayError) {
        guard let byte = separator.asciiValue, !Self.reserved.contains(byte) else {
            throw builder.failure("'\(separator)' cannot separate fields; use another ASCII character")
        }
        separatorByte = byte
        try checkEncoding(builder)
        let names = if let columns { columns } else { try headerRow(&builder) }
        for name in names { _ = try builder.addColumn(name, line: columns == nil ? 1 : nil) }
        while try nextRow() {
            let start = line
            try row(into: &builder)
            guard builder.valuesInRow == builder.columns.count else {
                throw builder.failure(
                    "\(builder.valuesInRow) fields where \(builder.columns.count) columns are named", line: start)
            }
            builder.endRow()
        }
    }

    private static let reserved: [UInt8] = Array("\"\r\n".utf8)

    private func checkEncoding(_ builder: FeederTableBuilder) throws(AssayError) {
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            let line = bytes[..<error.byteOffsets.lowerBound].count { $0 == UInt8(ascii: "\n") } + 1
            throw builder.failure("invalid UTF-8; save the file as UTF-8", line: line)
        }
    }

    private mutating func headerRow(_ builder: inout FeederTableBuilder) throws(AssayError) -> [String] {
        guard try nextRow() else { return [] }
        try row(into: &builder)
        defer { builder.dropValues() }
        return builder.rowTexts
    }

    /// Skips empty lines; false at the end.
    private mutating func nextRow() throws(AssayError) -> Bool {
        while position < bytes.count, endLine() {}
        return position < bytes.count
    }

    /// Reads the fields up to the end of the line or of the text.
    private mutating func row(into builder: inout FeederTableBuilder) throws(AssayError) {
        while true {
            if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
                try quotedField(into: &builder)
            } else {
                try plainField(into: &builder)
            }
            try builder.endValue(line: line)
            if position == bytes.count || endLine() { return }
            guard bytes[position] == separatorByte else {
                throw builder.failure("text after a closing quote; double the quotes inside a field", line: line)
            }
            position += 1
        }
    }

    private mutating func plainField(into builder: inout FeederTableBuilder) throws(AssayError) {
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == separatorByte || byte == UInt8(ascii: "\n") { break }
            if byte == UInt8(ascii: "\"") {
                throw builder.failure("a quote inside an unquoted field; quote the field and double it", line: line)
            }
            if byte == UInt8(ascii: "\r") {
                if position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "\n") { break }
                throw builder.failure("a carriage return without a line feed; quote the field", line: line)
            }
            position += 1
        }
        builder.values.append(contentsOf: bytes[start..<position])
    }

    private mutating func quotedField(into builder: inout FeederTableBuilder) throws(AssayError) {
        let startLine = line
        position += 1
        var start = position
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "\n") { line += 1 }
            guard bytes[position] == UInt8(ascii: "\"") else {
                position += 1
                continue
            }
            builder.values.append(contentsOf: bytes[start..<position])
            position += 1
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return }
            // The second quote of two stays, as the first byte of the next run.
            start = position
            position += 1
        }
        throw builder.failure("a quoted field that begins here does not end", line: startLine)
    }

    /// Skips a line ending, if one is here.
    private mutating func endLine() -> Bool {
        var end = position
        if end < bytes.count, bytes[end] == UInt8(ascii: "\r") { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "\n") else { return false }
        position = end + 1
        line += 1
        return true
    }
}
