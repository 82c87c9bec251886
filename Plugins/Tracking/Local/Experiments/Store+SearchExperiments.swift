// Assay: searching experiments.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayKit
internal import AssayOperations
internal import TrackingSearch

extension Store {
    static let experimentSearchHandlers: [String: Handler] = [
        "searchExperiments": { store, call throws(APIError) in try await store.searchExperiments(call) }
    ]

    /// The most experiments or runs on a page.
    static let mostResults: Int64 = 50_000

    private func searchExperiments(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let request = call.request
        let size = request.int64("max_results")
        try Self.checkSize(size)
        let search = try Self.search(.experiments, request)
        let order = Self.experimentOrder(search.order)
        let place = try PageToken.place(request, order)
        var query = PageQuery(isPostgres: isPostgres)
        query.order = order
        query.require("e.workspace = \(query.bind(.text(call.workspace)))")
        switch request.enumName("view_type") {
        case "DELETED_ONLY": query.require("e.lifecycle_stage = 'deleted'")
        case "ALL": break
        default: query.require("e.lifecycle_stage = 'active'")
        }
        Self.add(search.filter, to: &query)
        let tail = query.tail(after: place, limit: size + 1)
        let batch = SQLBatch(.readOnly)
        batch.add(
            SQLText(
                """
                SELECT e.experiment_id, \(order.map(\.expression).joined(separator: ", ")), \(Experiment.columns) \
                FROM experiments e WHERE \(tail)
                """), .scalars(query.parameters))
        let rows = try await run(batch)[0]
        let shown = min(rows.count, Int(size))
        var found = (0..<shown).map { Experiment(rows, $0, from: order.count + 1) }
        try await addTags(to: &found)
        let token = PageToken.next(rows, shown: shown, order)
        let experiments = found
        return .object { writer in
            writer.member("experiments", experiments) { $0.experiment($1) }
            writer.member("next_page_token", ifThere: token)
        }
    }

    /// Refuses a page that is empty or too large.
    static func checkSize(_ size: Int64) throws(APIError) {
        guard size >= 1 else {
            throw .invalidParameter(
                "Invalid value \(size) for parameter 'max_results' supplied. It must be a positive integer")
        }
        guard size <= mostResults else {
            throw .invalidParameter(
                "Invalid value \(size) for parameter 'max_results' supplied. It must be at most \(mostResults)")
        }
    }

    private static func experimentOrder(_ terms: [OrderTerm]) -> [OrderColumn] {
        let terms =
            terms.isEmpty
            ? [
                OrderTerm(.attribute, "creation_time", ascending: false),
                OrderTerm(.attribute, "experiment_id", ascending: true),
            ] : terms
        var order = terms.map { term in
            OrderColumn(
                expression: "e.\(term.key)", type: term.key == "name" ? .text : .int, isAscending: term.isAscending)
        }
        // Rows that are equal in all that was asked for.
        if !terms.contains(where: { $0.key == "experiment_id" }) {
            order.append(OrderColumn(expression: "e.experiment_id", type: .int, isAscending: true))
        }
        return order
    }

    private static func add(_ filter: [Comparison], to query: inout PageQuery) {
        for comparison in filter {
            guard comparison.entity == .tag else {
                if comparison.key == "experiment_id", case .list(let ids) = comparison.value {
                    query.require(Self.isListed(ids, not: comparison.operation == .notIn, &query))
                } else {
                    query.require(query.condition("e.\(comparison.key)", comparison.operation, comparison.value))
                }
                continue
            }
            let key = query.bind(.text(comparison.key))
            let tag = "SELECT 1 FROM experiment_tags t WHERE t.experiment_id = e.experiment_id AND t.key = \(key)"
            switch comparison.operation {
            case .isNull: query.require("NOT EXISTS (\(tag))")
            case .isNotNull: query.require("EXISTS (\(tag))")
            default:
                let value = query.condition("t.value", comparison.operation, comparison.value)
                query.require("EXISTS (\(tag) AND \(value))")
            }
        }
    }

    /// Ids come as texts, which PostgreSQL compares with no number; what Python alone reads as one is nobody's id.
    private static func isListed(_ ids: [String], not isNegated: Bool, _ query: inout PageQuery) -> String {
        let numbers = ids.compactMap { id in Int64(id.split(separator: " ").joined()) }
        guard !numbers.isEmpty else { return isNegated ? "1 = 1" : "1 = 0" }
        let bound = numbers.map { query.bind(.int($0)) }.joined(separator: ", ")
        return "e.experiment_id \(isNegated ? "NOT IN" : "IN") (\(bound))"
    }

    private func addTags(to experiments: inout [Experiment]) async throws(APIError) {
        guard !experiments.isEmpty else { return }
        let batch = SQLBatch(.readOnly)
        batch.add(
            sql(
                postgres: "SELECT experiment_id, key, value FROM experiment_tags WHERE experiment_id = ANY($1)",
                sqlite: """
                    SELECT experiment_id, key, value FROM experiment_tags
                    WHERE experiment_id IN (SELECT value FROM json_each($1))
                    """), .arrays([SQLColumn(experiments.map(\.id))]))
        let rows = try await run(batch)[0]
        let places = Dictionary(experiments.indices.map { (experiments[$0].id, $0) }) { first, _ in first }
        for row in 0..<rows.count {
            guard let place = places[rows.int(row, 0) ?? -1] else { continue }
            experiments[place].tags.append(KeyValue(key: rows.text(row, 1) ?? "", value: rows.text(row, 2) ?? ""))
        }
    }
}
