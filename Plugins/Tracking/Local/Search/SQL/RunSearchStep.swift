// Assay: one of the statements that find a page of runs.
// SPDX-License-Identifier: Apache-2.0

/// A way to find runs in order. Runs of a later step come after those of an earlier one.
public struct RunSearchStep: Sendable {
    enum Way: Sendable {
        /// By start time.
        case starts
        /// By start time, among the runs with one value of a tag or param; which comparison says so.
        case equals(Int)
        /// By the first term's values.
        case values
        /// Those whose first term is NaN, by start time.
        case nans
        /// Those without the first term, by start time.
        case missing
        /// All at once: those that one comparison allows, or all of the experiments.
        case sorted(Int?)
    }

    let plan: RunSearchPlan
    let way: Way

    /// The statement for at most so many rows.
    public func statement(limit: Int64) -> SearchStatement {
        var sql = SearchStatement()
        let keys = keys
        if isWindowed {
            sql.text = window(keys, limit, &sql)
            return sql
        }
        let branches = branches
        guard branches.count > 1 else {
            sql.text = branches.first.map { select($0, keys, limit, &sql) } ?? ""
            return sql
        }
        let parts = branches.map { "SELECT * FROM (\(select($0, keys, limit, &sql))) b" }
        let order = keys.enumerated().filter { $1.constant == nil }.map { $1.isDescending ? "k\($0) DESC" : "k\($0)" }
        sql.text =
            "SELECT * FROM (\(parts.joined(separator: " UNION ALL "))) u ORDER BY "
            + "\(order.joined(separator: ", ")) LIMIT \(sql.bind(limit))"
        return sql
    }

    /// A range of an index: an experiment, and a stage where the index knows it.
    private struct Branch {
        var experiment: Int64?
        var stage: String?
    }

    private var branches: [Branch] {
        switch way {
        case .sorted: [Branch()]
        case .starts, .missing:
            plan.experiments.flatMap { experiment in
                plan.lifecycle.stages.map { Branch(experiment: experiment, stage: $0) }
            }
        case .equals, .values, .nans: plan.experiments.map { Branch(experiment: $0) }
        }
    }

    private func select(
        _ branch: Branch, _ keys: [SortKey], _ limit: Int64, _ sql: inout SearchStatement
    ) -> String {
        let outputs = keys.enumerated().map { "\($1.expression) AS k\($0)" }
        var text = "SELECT r.run_no AS n, \(outputs.joined(separator: ", ")) FROM \(source(&sql))"
        text += plan.order.joins(from: joinsFirstTerm ? 0 : 1, &sql)
        var conditions = scope(branch, &sql)
        conditions += plan.filter.indices.filter { !isMet($0) }.map { condition($0, &sql) }
        if let position = plan.position, let after = after(position, keys, &sql) { conditions.append(after) }
        var order = keys.filter { $0.constant == nil }.map(\.orderBy)
        if let indexed = indexedOrder { order.insert(indexed, at: 0) }
        text += " WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(order.joined(separator: ", "))"
        return text + " LIMIT \(sql.bind(limit))"
    }

    private func scope(_ branch: Branch, _ sql: inout SearchStatement) -> [String] {
        let row = drivingRow
        let experiment =
            branch.experiment.map { "\(row).experiment_id = \($0)" }
            ?? "r.experiment_id IN \(RunTables.list(plan.experiments))"
        let stage = branch.stage.map { "r.lifecycle_stage = '\($0)'" } ?? plan.lifecycle.condition
        return [experiment] + narrowing(&sql) + (stage.map { [$0] } ?? [])
    }
}
