// Assay: a comparison as a condition on one run.
// SPDX-License-Identifier: Apache-2.0

/// Writes conditions on `runs r`, one lookup by run and key each.
struct RunCondition {
    /// Keeps PostgreSQL from turning the lookups into a join over all runs, where few of them are looked at.
    var isFenced = false
    let predicate: Predicate
    let metricKeys: [String: Int64]

    func text(_ comparison: Comparison, _ sql: inout SearchStatement) -> String {
        switch comparison.entity {
        case .attribute:
            let column = RunTables.column(comparison.key)
            let isNumber = comparison.key == "start_time" || comparison.key == "end_time"
            return isNumber ? predicate.number(column, comparison, &sql) : predicate.text(column, comparison, &sql)
        case .metric:
            guard let key = metricKeys[comparison.key] else { return "FALSE" }
            return "EXISTS (SELECT 1 FROM latest_metrics f WHERE f.run_no = r.run_no AND f.key_id = \(key) AND "
                + "\(metric("f", comparison, &sql))\(fence))"
        case .parameter, .tag: return keyed(comparison, &sql)
        case .dataset: return dataset(comparison, &sql)
        }
    }

    /// A condition on a row of `latest_metrics`: NaN is unequal to everything, and nothing else.
    func metric(_ alias: String, _ comparison: Comparison, _ sql: inout SearchStatement) -> String {
        let value = predicate.number("\(alias).value", comparison, &sql)
        return comparison.operation == .notEqual
            ? "(\(value) OR \(alias).is_nan = 1)" : "\(alias).is_nan = 0 AND \(value)"
    }

    private var fence: String { isFenced && predicate.dialect == .postgres ? " OFFSET 0" : "" }

    private func keyed(_ comparison: Comparison, _ sql: inout SearchStatement) -> String {
        let row =
            "EXISTS (SELECT 1 FROM \(RunTables.table(comparison.entity)) f WHERE f.run_no = r.run_no AND f.key = "
            + sql.bind(comparison.key)
        switch comparison.operation {
        case .isNull: return "NOT \(row)\(fence))"
        case .isNotNull: return "\(row)\(fence))"
        default: return "\(row) AND \(predicate.text("f.value", comparison, &sql))\(fence))"
        }
    }

    private func dataset(_ comparison: Comparison, _ sql: inout SearchStatement) -> String {
        if comparison.key == "context" {
            return "EXISTS (SELECT 1 FROM run_dataset_tags f WHERE f.run_no = r.run_no AND f.name = "
                + "\(sql.bind(RunTables.contextTag)) AND \(predicate.text("f.value", comparison, &sql))\(fence))"
        }
        return "EXISTS (SELECT 1 FROM run_datasets f JOIN datasets d ON d.dataset_no = f.dataset_no "
            + "WHERE f.run_no = r.run_no AND \(predicate.text("d.\(comparison.key)", comparison, &sql))\(fence))"
    }
}
