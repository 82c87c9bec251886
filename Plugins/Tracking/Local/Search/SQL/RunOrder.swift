// Assay: the order of runs as keys and joins.
// SPDX-License-Identifier: Apache-2.0

/// The sort keys of a search: those of each term, then the start time, latest first, then the run's id.
///
/// Missing values come last in either direction, NaN right before them.
struct RunOrder {
    /// All terms, the tie-breakers included.
    let terms: [OrderTerm]
    let metricKeys: [String: Int64]

    init(_ order: [OrderTerm], metricKeys: [String: Int64]) {
        let hasStart = order.contains { $0.entity == .attribute && $0.key == "start_time" }
        let ties = [
            OrderTerm(.attribute, "start_time", ascending: false), OrderTerm(.attribute, "run_id", ascending: true),
        ]
        terms = order + (hasStart ? ties.suffix(1) : ties[...])
        self.metricKeys = metricKeys
    }

    /// The keys of all terms, over `runs r` and the joined rows `o0`, `o1` …
    var keys: [SortKey] { terms.indices.flatMap(keys) }

    /// The keys of one term.
    func keys(_ index: Int) -> [SortKey] {
        let term = terms[index]
        let row = "o\(index)"
        switch term.entity {
        case .attribute where term.key == "end_time":
            return [
                SortKey(expression: "CASE WHEN r.end_time IS NULL THEN 1 ELSE 0 END"),
                SortKey(expression: "r.end_time", isDescending: !term.isAscending),
            ]
        case .attribute:
            return [SortKey(expression: RunTables.column(term.key), isDescending: !term.isAscending)]
        case .metric:
            return [
                SortKey(expression: "CASE WHEN \(row).is_nan = 1 THEN 1 WHEN \(row).run_no IS NULL THEN 2 ELSE 0 END"),
                SortKey(
                    expression: "CASE WHEN \(row).is_nan = 0 THEN \(row).value END", isDescending: !term.isAscending),
            ]
        default:
            return [
                SortKey(expression: "CASE WHEN \(row).run_no IS NULL THEN 1 ELSE 0 END"),
                SortKey(expression: "\(row).value", isDescending: !term.isAscending),
            ]
        }
    }

    /// Whether runs are sorted by start time, latest first, and by nothing else from the term `first` on.
    func isByStart(from first: Int) -> Bool {
        let rest = terms.dropFirst(first).map { [$0.key, $0.isAscending ? "ASC" : "DESC"] }
        return rest == [["start_time", "DESC"], ["run_id", "ASC"]]
            && terms.dropFirst(first).allSatisfy { $0.entity == .attribute }
    }

    /// The rows that the terms from `first` on are sorted by, joined to `runs r`.
    func joins(from first: Int = 0, _ sql: inout SearchStatement) -> String {
        terms.indices.dropFirst(first).map { index -> String in
            let term = terms[index]
            switch term.entity {
            case .metric:
                return " LEFT JOIN latest_metrics o\(index) ON o\(index).run_no = r.run_no AND "
                    + "o\(index).key_id = \(metricKeys[term.key] ?? -1)"
            case .parameter, .tag:
                return " LEFT JOIN \(RunTables.table(term.entity)) o\(index) ON o\(index).run_no = r.run_no AND "
                    + "o\(index).key = \(sql.bind(term.key))"
            default: return ""
            }
        }.joined()
    }
}
