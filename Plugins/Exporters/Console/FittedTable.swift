// Assay: a table whose columns give way when the terminal is narrow.
// SPDX-License-Identifier: Apache-2.0
import AssayKit

/// A table that fits a width: the least important columns go first, then the name column is cut.
struct FittedTable {
    /// A column. Those with the highest `rank` go first; rank 0 stays always.
    struct Column {
        let title: String
        let rank: Int
        var isText = false
    }

    private static let nameMinimum = 16
    /// So wide is the name column when there is room, and so wide are numbers at least: columns that change their width
    /// from one second to the next are hard to read.
    private static let nameWish = 40
    private static let numberMinimum = 7
    let columns: [Column]
    private(set) var rows: [[TerminalText]] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row: one text for each column.
    mutating func add(_ cells: [String]) { rows.append(cells.map { TerminalText($0) }) }

    /// The lines: the head, a rule, and the rows; the last `footer` rows stand under a rule of their own.
    func lines(width: Int, footer: Int = 0) -> [String] {
        let widths = fittedWidths(width)
        let shown = columns.indices.filter { widths[$0] > 0 }
        func line(_ cells: [TerminalText]) -> String {
            shown.map { place in
                let cell = cells[place].cut(widths[place])
                return columns[place].isText ? cell.left(widths[place]) : cell.right(widths[place])
            }.joined(separator: " ")
        }
        let rule = shown.map { String(repeating: "─", count: widths[$0]) }.joined(separator: " ")
        let body = rows.dropLast(footer).map(line)
        let end = footer > 0 ? [rule] + rows.suffix(footer).map(line) : []
        return [line(columns.map { TerminalText($0.title) }), rule] + body + end
    }

    private func fittedWidths(_ width: Int) -> [Int] {
        var widths = columns.indices.map { place in
            let title = TerminalText(columns[place].title).width
            let least = columns[place].isText ? title : max(title, Self.numberMinimum)
            return rows.reduce(least) { max($0, $1[place].width) }
        }
        func total() -> Int { widths.reduce(0) { $0 + ($1 > 0 ? $1 + 1 : 0) } - 1 }
        let name = columns.firstIndex { $0.isText && $0.title == "Name" }
        func excess() -> Int {
            let spare = name.map { max(0, widths[$0] - Self.nameMinimum) } ?? 0
            return total() - spare - width
        }
        while excess() > 0,
            let place = columns.indices.filter({ widths[$0] > 0 && columns[$0].rank > 0 })
                .max(by: { columns[$0].rank < columns[$1].rank })
        {
            widths[place] = 0
        }
        if let name, total() < width, widths[name] < Self.nameWish {
            widths[name] = min(Self.nameWish, widths[name] + width - total())
        }
        if let name, total() > width { widths[name] = max(Self.nameMinimum, widths[name] - (total() - width)) }
        return widths
    }
}
