// Assay: the rows of a feeder's file in one block of memory.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// All values of a file end to end, with four bytes for each that say where it ends.
final class FeederTable: Sendable {
    /// The names of the columns.
    let columns: [String]
    /// The place of each column.
    let columnPlaces: [String: Int]
    /// How many rows there are.
    let count: Int

    private let values: [UInt8]
    /// The end of each value within `values`, row by row, with `absent` set where there is none.
    private let ends: [UInt32]
    /// The first value of each row within `ends`, and the end of the last row. A row ends before the columns that the
    /// file names only after it.
    private let rows: [Int]

    /// Reads a file.
    init(contentsOf path: String, format: Feeder.Format) throws(AssayError) {
        let bytes = try FeederFile.read(path)
        var builder = FeederTableBuilder(path: path)
        try FeederTable.parse(bytes, FeederFile.format(format, of: path), into: &builder)
        guard builder.rowCount > 0 else { throw builder.failure("no rows") }
        (columns, columnPlaces) = (builder.columns, builder.columnPlaces)
        (values, ends, rows) = (builder.values, builder.ends, builder.rows)
        count = builder.rowCount
    }

    private static func parse(
        _ bytes: [UInt8], _ format: Feeder.Format, into builder: inout FeederTableBuilder
    ) throws(AssayError) {
        switch format {
        case .csv(let separator, let columns):
            try CSVRows(bytes, separator: separator, columns: columns).read(into: &builder)
        case .json:
            var rows = JSONRows(builder)
            try rows.readArray(bytes)
            builder = rows.builder
        case .jsonLines:
            var rows = JSONRows(builder)
            try rows.readLines(bytes)
            builder = rows.builder
        case .byName:
            throw builder.failure(
                "unknown kind of file; name it .csv, .tsv, .json, .jsonl or .ndjson, or give a format")
        }
    }

    /// The value at a row and a column, nil where there is none.
    func text(row: Int, column: Int) -> String? {
        guard row >= 0, row < count, column >= 0 else { return nil }
        let place = rows[row] + column
        guard place < rows[row + 1], ends[place] & FeederTableBuilder.absent == 0 else { return nil }
        let start = place == 0 ? 0 : Int(ends[place - 1] & ~FeederTableBuilder.absent)
        return String(decoding: values[start..<Int(ends[place])], as: UTF8.self)
    }
}
