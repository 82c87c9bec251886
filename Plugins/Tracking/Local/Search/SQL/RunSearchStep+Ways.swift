// Assay: what differs between the ways to find runs.
// SPDX-License-Identifier: Apache-2.0

extension RunSearchStep {
    private var first: OrderTerm { plan.order.terms[0] }

    private var metric: Int64 { plan.metricKeys[first.key] ?? -1 }

    /// The row whose index is read in order.
    var drivingRow: String {
        switch way {
        case .equals: "t"
        case .values, .nans: "m"
        default: "r"
        }
    }

    /// Whether the first term's rows are joined like those of the others.
    var joinsFirstTerm: Bool {
        switch way {
        case .values, .nans, .missing: false
        default: true
        }
    }

    /// The tables, the one that is read in order first.
    func source(_ sql: inout SearchStatement) -> String {
        let runs = "\(plan.orderedJoin) runs r ON r.run_no ="
        switch way {
        case .starts, .missing: return "runs r"
        case .equals(let index): return "\(RunTables.table(plan.filter[index].entity)) t \(runs) t.run_no"
        case .nans: return "latest_metrics m \(runs) m.run_no"
        case .values:
            let table = first.entity == .metric ? "latest_metrics" : RunTables.table(first.entity)
            return "\(table) m \(runs) m.run_no"
        case .sorted(let index):
            guard let index, let candidates = plan.candidates.text(plan.filter[index], &sql) else { return "runs r" }
            return "(\(candidates)) c \(runs) c.run_no"
        }
    }

    /// What narrows the rows that are read in order.
    func narrowing(_ sql: inout SearchStatement) -> [String] {
        switch way {
        case .starts, .sorted: return []
        case .equals(let index):
            let comparison = plan.filter[index]
            return ["t.key = \(sql.bind(comparison.key))", RunCandidates.range("t.value", comparison, &sql)]
        case .nans: return ["m.key_id = \(metric)", "m.is_nan = 1", "m.value = 0"]
        case .values where first.entity == .metric: return ["m.key_id = \(metric)", "m.is_nan = 0"]
        case .values: return ["m.key = \(sql.bind(first.key))"]
        case .missing where first.entity == .metric:
            return [
                "NOT EXISTS (SELECT 1 FROM latest_metrics m WHERE m.run_no = r.run_no AND m.key_id = \(metric))"
            ]
        case .missing:
            return [
                "NOT EXISTS (SELECT 1 FROM \(RunTables.table(first.entity)) m WHERE m.run_no = r.run_no AND m.key = "
                    + "\(sql.bind(first.key)))"
            ]
        }
    }

    /// The sort keys; the first term's are constant where its class is.
    var keys: [SortKey] {
        var keys = plan.order.keys
        switch way {
        case .starts, .sorted: return keys
        case .equals: break
        case .values:
            keys[0] = SortKey(expression: "0", constant: 0)
            keys[1].expression = "m.value"
        case .nans, .missing:
            let missing: Int64 = first.entity == .metric ? 2 : 1
            if case .nans = way {
                keys[0] = SortKey(expression: "1", constant: 1)
            } else {
                keys[0] = SortKey(expression: "\(missing)", constant: missing)
            }
            keys[1] = SortKey(expression: "NULL", constant: 0)
        }
        // The driving row holds the start time too, and its index is in that order.
        if drivingRow != "r" {
            for index in keys.indices where keys[index].expression == "r.start_time" {
                keys[index].expression = "\(drivingRow).start_time"
            }
        }
        return keys
    }

    /// The order of the index on the first characters of texts, which that of the whole texts refines.
    var indexedOrder: String? {
        guard case .values = way, first.entity != .metric else { return nil }
        return Predicate.indexed("m.value") + (first.isAscending ? "" : " DESC")
    }

    /// Whether the way itself guarantees a comparison.
    func isMet(_ index: Int) -> Bool {
        switch way {
        case .equals(index), .sorted(index): RunCandidates.isExact(plan.filter[index])
        default: false
        }
    }

    /// A comparison as a condition; one on the metric that is read in order needs no further lookup.
    func condition(_ index: Int, _ sql: inout SearchStatement) -> String {
        let comparison = plan.filter[index]
        var condition = plan.condition
        switch way {
        case .sorted(nil): return condition.text(comparison, &sql)
        case .values, .nans:
            if comparison.entity == .metric, first.entity == .metric, comparison.key == first.key {
                return condition.metric("m", comparison, &sql)
            }
        default: break
        }
        condition.isFenced = true
        return condition.text(comparison, &sql)
    }

    /// The condition for what lies behind a position, or nil where all of it does.
    func after(_ position: [SortValue], _ keys: [SortKey], _ sql: inout SearchStatement) -> String? {
        if let kind = keys[0].constant, case .integer(let reached)? = position.first, reached < kind { return nil }
        let condition = SortKey.condition(keys, after: position, &sql)
        return condition.isEmpty ? nil : "(\(condition))"
    }
}
