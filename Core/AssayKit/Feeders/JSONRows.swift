// Assay: reading rows from JSON: an array of objects, or an object on every line.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import CAssay

/// Rows under reading from a JSON text. The columns are the keys of all objects, in the order in which they first occur.
struct JSONRows {
    private(set) var builder: FeederTableBuilder
    /// The values of one row by column, reused for every row.
    private var cells: [[UInt8]] = []
    private var isSet: [Bool] = []

    init(_ builder: FeederTableBuilder) {
        self.builder = builder
    }

    /// Reads an array of objects.
    mutating func readArray(_ bytes: [UInt8]) throws(AssayError) {
        try named(line: nil) { rows in
            try bytes.withUnsafeBytes { bytes in
                var reader = JSONReader(bytes)
                try reader.beginArray()
                while try reader.nextElement() { try rows.row(&reader, line: nil) }
                try reader.finish()
            }
        }
    }

    /// Reads an object on every line that is not empty.
    mutating func readLines(_ bytes: [UInt8]) throws(AssayError) {
        var line = 0
        for text in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            line += 1
            if text.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
            try named(line: line) { rows in
                try text.withUnsafeBytes { bytes in
                    var reader = JSONReader(bytes)
                    try rows.row(&reader, line: line)
                    try reader.finish()
                }
            }
        }
    }

    private mutating func row(_ reader: inout JSONReader, line: Int?) throws {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            let column = try column(key.string, line)
            guard !isSet[column] else {
                throw builder.failure("row \(builder.rowCount + 1) has two members '\(key.string)'", line: line)
            }
            switch try reader.peek() {
            case .null: _ = try reader.null()
            case .string:
                try reader.text().append(to: &cells[column])
                isSet[column] = true
            default:
                cells[column].append(contentsOf: try reader.skipValue())
                isSet[column] = true
            }
        }
        try flush(line)
    }

    private mutating func column(_ name: String, _ line: Int?) throws(AssayError) -> Int {
        if let column = builder.columnPlaces[name] { return column }
        cells.append([])
        isSet.append(false)
        return try builder.addColumn(name, line: line)
    }

    private mutating func flush(_ line: Int?) throws(AssayError) {
        for column in cells.indices {
            if isSet[column] {
                builder.values.append(contentsOf: cells[column])
                try builder.endValue(line: line)
            } else {
                try builder.skipValue(line: line)
            }
            cells[column].removeAll(keepingCapacity: true)
            isSet[column] = false
        }
        builder.endRow()
    }

    /// Runs a read, whose errors get the file's name and the line.
    private mutating func named(line: Int?, _ body: (inout JSONRows) throws -> Void) throws(AssayError) {
        do {
            try body(&self)
        } catch let error as AssayError {
            throw error
        } catch let error as JSONError {
            throw builder.failure("column \(error.column): \(error.message)", line: line ?? error.line)
        } catch {
            throw builder.failure("\(error)", line: line)
        }
    }
}
