// Assay: the runs that one comparison allows, by an index.
// SPDX-License-Identifier: Apache-2.0

/// Finds the numbers of all runs of some experiments for which a comparison may hold.
struct RunCandidates {
    let experiments: [Int64]
    let condition: RunCondition

    /// A subquery with the column `run_no`, or nil if no index helps.
    func text(_ comparison: Comparison, _ sql: inout SearchStatement) -> String? {
        switch comparison.entity {
        case .metric:
            guard comparison.operation != .notEqual, let key = condition.metricKeys[comparison.key] else { return nil }
            return "SELECT f.run_no FROM latest_metrics f WHERE f.experiment_id IN \(RunTables.list(experiments)) "
                + "AND f.key_id = \(key) AND \(condition.metric("f", comparison, &sql))"
        case .parameter, .tag:
            guard Self.isIndexed(comparison) else { return nil }
            let rows =
                "SELECT f.run_no FROM \(RunTables.table(comparison.entity)) f WHERE f.experiment_id IN "
                + "\(RunTables.list(experiments)) AND f.key = \(sql.bind(comparison.key)) AND "
            return rows + Self.range("f.value", comparison, &sql)
        case .attribute:
            guard comparison.key == "run_id", comparison.operation == .equal || comparison.operation == .in else {
                return nil
            }
            return "SELECT r.run_no FROM runs r WHERE \(condition.text(comparison, &sql))"
        case .dataset:
            guard comparison.key != "context", comparison.operation == .equal || comparison.operation == .in else {
                return nil
            }
            return "SELECT DISTINCT f.run_no FROM datasets d JOIN run_datasets f ON f.dataset_no = d.dataset_no "
                + "WHERE d.experiment_id IN \(RunTables.list(experiments)) AND "
                + condition.predicate.text("d.\(comparison.key)", comparison, &sql)
        }
    }

    /// Whether the index on the first characters of a value narrows the rows.
    private static func isIndexed(_ comparison: Comparison) -> Bool {
        switch (comparison.operation, comparison.value) {
        case (.equal, .text), (.in, .list): true
        case (.like, .text(let pattern)): !LikePattern(pattern).prefix.isEmpty
        default: false
        }
    }

    /// Whether every run that ``text(_:_:)`` finds meets the comparison.
    static func isExact(_ comparison: Comparison) -> Bool {
        guard comparison.entity == .tag || comparison.entity == .parameter else { return true }
        switch (comparison.operation, comparison.value) {
        case (.equal, .text(let text)): return isShort(text)
        case (.in, .list(let texts)): return texts.allSatisfy(isShort)
        case (.like, .text(let pattern)):
            return LikePattern(pattern).isPrefixOnly && pattern.unicodeScalars.count <= Predicate.indexedLength
        default: return false
        }
    }

    /// Whether the index holds the whole of every value that equals a text.
    private static func isShort(_ text: String) -> Bool { text.unicodeScalars.count < Predicate.indexedLength }

    /// A condition that the index answers; it may hold for more rows than the comparison.
    static func range(_ column: String, _ comparison: Comparison, _ sql: inout SearchStatement) -> String {
        let indexed = Predicate.indexed(column)
        switch (comparison.operation, comparison.value) {
        case (.equal, .text(let text)): return "\(indexed) = \(sql.bind(start(text)))"
        case (.in, .list(let texts)):
            return "\(indexed) IN (\(texts.map { sql.bind(start($0)) }.joined(separator: ", ")))"
        case (.like, .text(let pattern)):
            let range = PrefixRange(start(LikePattern(pattern).prefix))
            let lower = "\(indexed) >= \(sql.bind(range.lower))"
            return range.upper.map { "\(lower) AND \(indexed) < \(sql.bind($0))" } ?? lower
        default: return "TRUE"
        }
    }

    private static func start(_ text: String) -> String {
        let scalars = text.unicodeScalars
        return scalars.count <= Predicate.indexedLength ? text : String(scalars.prefix(Predicate.indexedLength))
    }
}
