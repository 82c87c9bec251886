// Assay: one number over the totals, for thresholds.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay

/// What a query asks for, in k6's words.
struct StatsQuery {
    var metric: String
    var method: String?
    var name: String?
    var userClass: String?
    var aggregation: String
    var percentile = 0.0
}

extension Totals {
    /// One number over the totals; nil when no request fits the filters.
    func answer(_ query: StatsQuery) throws -> Double? {
        let metric = try StatsMetric(query.metric)
        let aggregation = try StatsAggregation(query, for: metric)
        let found = populations(query)
        if found.count == 1 { return metric.value(aggregation, of: found[0].pointee, over: elapsed) }
        let sum = Population.allocate()
        defer {
            sum.pointee.destroy(into: &pages)
            sum.deallocate()
        }
        for population in found { sum.pointee.add(population.pointee, &pages) }
        return metric.value(aggregation, of: sum.pointee, over: elapsed)
    }

    private func populations(_ query: StatsQuery) -> [UnsafeMutablePointer<Population>] {
        let isWhole = query.method == nil && query.name == nil
        guard let userClass = query.userClass else {
            return isWhole ? [total.population] : matches(query).map { $0.population }
        }
        guard let group = findGroup(userClass) else { return [] }
        return isWhole ? [groups[group].population] : matches(query).compactMap { $0.population(of: group) }
    }

    private func matches(_ query: StatsQuery) -> [RowTotals] {
        rows.filter { row in
            (query.name.map { $0 == String(cString: row.texts.secondText) } ?? true)
                && (query.method.map { $0 == String(cString: row.texts.firstText) } ?? true)
        }
    }
}
