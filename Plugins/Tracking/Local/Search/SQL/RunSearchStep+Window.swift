// Assay: looks at a bounded number of runs where few may match.
// SPDX-License-Identifier: Apache-2.0

extension RunSearchStep {
    /// Whether this goes through runs by start time in one range, and passes over those that do not match.
    var isWindowed: Bool {
        guard plan.experiments.count * plan.lifecycle.stages.count == 1 else { return false }
        switch way {
        case .starts: return !plan.filter.isEmpty && plan.order.isByStart(from: 0)
        case .missing: return plan.order.isByStart(from: 1)
        default: return false
        }
    }

    /// The rows of one window that match, and a row without a number for the window's end unless it is the last one.
    func window(_ keys: [SortKey], _ limit: Int64, _ sql: inout SearchStatement) -> String {
        let outputs = keys.enumerated().map { "\($1.expression) AS k\($0)" }.joined(separator: ", ")
        let order = keys.filter { $0.constant == nil }
        let scope = "r.experiment_id = \(plan.experiments[0]) AND r.lifecycle_stage = '\(plan.lifecycle.stages[0])'"
        let behind = plan.position.flatMap { after($0, keys, &sql) }.map { " AND \($0)" } ?? ""
        let runs =
            "SELECT r.* FROM runs r WHERE \(scope)\(behind) ORDER BY \(order.map(\.orderBy).joined(separator: ", ")) "
            + "LIMIT \(plan.windowRuns)"
        let conditions = narrowing(&sql) + plan.filter.indices.map { condition($0, &sql) }
        let backwards = order.map { SortKey(expression: $0.expression, isDescending: !$0.isDescending).orderBy }
        return """
            WITH w AS MATERIALIZED (\(runs)) SELECT * FROM (SELECT r.run_no AS n, \(outputs) FROM w r WHERE \
            \(conditions.joined(separator: " AND ")) ORDER BY \(order.map(\.orderBy).joined(separator: ", ")) LIMIT \
            \(sql.bind(limit))) a UNION ALL SELECT * FROM (SELECT CAST(NULL AS BIGINT) AS n, \(outputs) FROM w r WHERE \
            (SELECT count(*) FROM w) = \(plan.windowRuns) ORDER BY \(backwards.joined(separator: ", ")) LIMIT 1) z
            """
    }
}
