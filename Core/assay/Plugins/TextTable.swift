// Assay: a table of text for the terminal.
// SPDX-License-Identifier: Apache-2.0

/// Columns of text, as wide as their widest cell; the last one is not padded.
struct TextTable {
    private let header: [String]
    private var rows: [[String]] = []

    init(_ header: [String]) {
        self.header = header
    }

    /// Adds a row of as many cells as the header has.
    mutating func add(_ cells: [String]) {
        rows.append(Array((cells + header.map { _ in "" }).prefix(header.count)))
    }

    /// The table, a line for each row; rows ordered by a column when one is given.
    func text(sortedBy column: Int? = nil) -> String {
        let sorted = column.map { column in rows.sorted { $0[column] < $1[column] } } ?? rows
        let lines = [header] + sorted
        let widths = header.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            let cells = zip(line, widths).dropLast().map { cell, width in
                cell + String(repeating: " ", count: width - cell.count + 2)
            }
            return cells.joined() + (line.last ?? "") + "\n"
        }.joined()
    }
}
