// Assay: chooses how to find a page of runs.
// SPDX-License-Identifier: Apache-2.0

extension RunSearchPlan {
    /// The comparisons that an index can count.
    private var counted: [Int] {
        // What walks an index in order already finds the rows of a single equality at once.
        if filter.count == 1, equality != nil, startsFirst { return [] }
        return filter.indices.filter { index in
            var unused = SearchStatement()
            return candidates.text(filter[index], &unused) != nil
        }
    }

    /// Counts the runs that each indexed comparison allows, each count up to ``fewRuns`` and one, in one row; nil where
    /// there is nothing to count.
    public func probe() -> SearchStatement? {
        guard isPossible, !counted.isEmpty else { return nil }
        var sql = SearchStatement()
        let counts = counted.compactMap { index -> String? in
            guard let rows = candidates.text(filter[index], &sql) else { return nil }
            return "(SELECT count(*) FROM (\(rows) LIMIT \(Self.fewRuns + 1)) q)"
        }
        sql.text = "SELECT \(counts.joined(separator: ", "))"
        return sql
    }

    /// The statements that find the page, in order; none where nothing can be found.
    ///
    /// - Parameter counts: the row of ``probe()``, or nothing without it.
    public func steps(counts: [Int64] = []) -> [RunSearchStep] {
        guard isPossible else { return [] }
        let fewest = zip(counted, counts).min { $0.1 < $1.1 }
        if let (index, count) = fewest, count <= Self.fewRuns { return [step(.sorted(index))] }
        if experiments.count * lifecycle.stages.count > Self.branchLimit { return [step(.sorted(nil))] }
        let first = order.terms[0]
        switch first.entity {
        case .attribute where startsFirst: return [step(equality.map { .equals($0) } ?? .starts)]
        case .attribute, .dataset: return [step(.sorted(nil))]
        case .metric:
            return metricKeys[first.key] == nil ? [step(.missing)] : remaining([.values, .nans, .missing])
        case .parameter, .tag: return remaining([.values, .missing])
        }
    }

    /// Whether any run can be found.
    private var isPossible: Bool {
        !experiments.isEmpty && !filter.contains { $0.entity == .metric && metricKeys[$0.key] == nil }
    }

    private var startsFirst: Bool { order.terms[0].entity == .attribute && order.terms[0].key == "start_time" }

    /// A comparison of a tag or param with one text.
    private var equality: Int? {
        filter.firstIndex { comparison in
            (comparison.entity == .tag || comparison.entity == .parameter) && comparison.operation == .equal
        }
    }

    /// The steps from the class that the position is in; a run without the first term meets no comparison with it.
    private func remaining(_ ways: [RunSearchStep.Way]) -> [RunSearchStep] {
        let first = order.terms[0]
        let needsTerm = filter.contains {
            $0.entity == first.entity && $0.key == first.key && $0.operation != .isNull
        }
        var reached = 0
        if case .integer(let kind)? = position?.first { reached = Int(clamping: kind) }
        let steps = ways.enumerated().filter { $0.offset >= reached }.map { step($0.element) }
        return needsTerm ? steps.filter { $0.needsFirstTerm } : steps
    }

    private func step(_ way: RunSearchStep.Way) -> RunSearchStep { RunSearchStep(plan: self, way: way) }
}

extension RunSearchStep {
    var needsFirstTerm: Bool {
        if case .missing = way { false } else { true }
    }
}
