// Assay: the names that a wrong one may have meant.
// SPDX-License-Identifier: Apache-2.0

/// Names that are a few edits away from what was written.
enum Suggestions {
    private static let most = 5

    /// " Did you mean 'a' or 'b'?", or nothing.
    static func text(_ written: String, among names: [String], _ what: String = "") -> String {
        let found = list(written, among: names).prefix(most).map { "'\($0)'" }
        guard let last = found.last else { return "" }
        let before = found.dropLast()
        let list =
            switch before.count {
            case 0: last
            case 1: "\(before[0]) or \(last)"
            default: before.joined(separator: ", ") + ", or " + last
            }
        return " Did you mean \(what)\(list)?"
    }

    private static func list(_ written: String, among names: [String]) -> [String] {
        let threshold = Int(Double(written.unicodeScalars.count) * 0.4) + 1
        let close = names.compactMap { name in
            distance(written, name).map { (name: name, distance: $0) }
        }.filter { $0.distance <= threshold }
        return close.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.map(\.name)
    }

    /// How many insertions, deletions, substitutions and swaps of neighbours lie between two names; a change of case
    /// alone is one. Nil when their lengths differ too much to be close.
    private static func distance(_ written: String, _ name: String) -> Int? {
        if written == name { return 0 }
        let left = Array(written.lowercased().unicodeScalars)
        let right = Array(name.lowercased().unicodeScalars)
        if left == right { return 1 }
        guard abs(left.count - right.count) <= left.count / 2 + 1, right.count < 256 else { return nil }
        var rows = [Array(0...right.count)]
        for (row, scalar) in left.enumerated() {
            let above = rows[row]
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                var cost = min(above[column + 1] + 1, current[column] + 1, above[column] + (scalar == other ? 0 : 1))
                if row > 0, column > 0, scalar == right[column - 1], left[row - 1] == other {
                    cost = min(cost, rows[row - 1][column - 1] + 1)
                }
                current.append(cost)
            }
            rows.append(current)
        }
        return rows[left.count][right.count]
    }
}
