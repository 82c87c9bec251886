// Assay: a search for logged models as SQL.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import TrackingSearch

/// The query of a search for logged models: an inner one that computes what is ordered by, and an outer one that orders
/// and takes a page.
struct LoggedModelQuery {
    private static let columns: [String: (expression: String, type: SQLType)] = [
        "model_id": ("m.model_id", .text), "experiment_id": ("m.experiment_id", .int), "name": ("m.name", .text),
        "artifact_location": ("m.artifact_location", .text), "creation_timestamp_ms": ("m.creation_timestamp", .int),
        "last_updated_timestamp_ms": ("m.last_updated_timestamp", .int), "status": ("m.status", .int),
        "lifecycle_stage": ("m.lifecycle_stage", .text), "model_type": ("m.model_type", .text),
        "source_run_id": ("m.source_run_id", .text), "status_message": ("m.status_message", .text),
    ]

    private var query: PageQuery
    /// What the inner query computes for the order, each under the name of its place.
    private var computed: [String] = []
    var order: [OrderColumn] { query.order }
    var parameters: [SQLValue] { query.parameters }

    init(_ search: LoggedModelSearch, experiments: [Int64], isPostgres: Bool) {
        query = PageQuery(isPostgres: isPostgres)
        for term in search.order { add(term) }
        if !search.order.contains(where: { $0.attribute == "creation_timestamp_ms" }) {
            add("m.creation_timestamp", .int, isAscending: false)
        }
        if !search.order.contains(where: { $0.attribute == "model_id" }) {
            add("m.model_id", .text, isAscending: true)
        }
        let ids = experiments.map { query.bind(.int($0)) }.joined(separator: ", ")
        filters = ["m.lifecycle_stage = 'active'", experiments.isEmpty ? "1 = 0" : "m.experiment_id IN (\(ids))"]
        let datasets = condition(search.datasets)
        for comparison in search.filter { add(comparison, datasets) }
        if let datasets, !search.filter.contains(where: { $0.entity == .metric }) {
            filters.append(
                "EXISTS (SELECT 1 FROM logged_model_metrics t WHERE t.model_no = m.model_no AND \(datasets))")
        }
    }

    /// What the inner query's WHERE holds.
    private var filters: [String] = []

    /// The text of the query; its rows are the models' numbers and the values of the order.
    mutating func text(after place: [SQLValue]?, limit: Int64) -> SQLText {
        query.require("1 = 1")
        let tail = query.tail(after: place, limit: limit)
        let names = order.map(\.expression).joined(separator: ", ")
        return SQLText(
            """
            SELECT p.model_no, \(names) FROM (SELECT m.model_no, \(computed.joined(separator: ", ")) \
            FROM logged_models m WHERE \(filters.joined(separator: " AND "))) p WHERE \(tail)
            """)
    }

    private mutating func add(_ expression: String, _ type: SQLType, isAscending: Bool, isNullable: Bool = false) {
        let name = "o\(computed.count)"
        computed.append("\(expression) AS \(name)")
        query.order.append(
            OrderColumn(expression: "p.\(name)", type: type, isAscending: isAscending, isNullable: isNullable))
    }

    /// The latest value of a metric, on the data set if one is named, is what models are ordered by.
    private mutating func add(_ term: LoggedModelOrder) {
        if let attribute = term.attribute, let column = Self.columns[attribute] {
            add(
                column.expression, column.type, isAscending: term.isAscending,
                isNullable: attribute == "status_message")
            return
        }
        var conditions = ["t.model_no = m.model_no", "t.key = \(query.bind(.text(term.metric)))"]
        if let name = term.datasetName { conditions.append("t.dataset_name = \(query.bind(.text(name)))") }
        if let digest = term.datasetDigest { conditions.append("t.dataset_digest = \(query.bind(.text(digest)))") }
        add(
            """
            (SELECT t.value FROM logged_model_metrics t WHERE \(conditions.joined(separator: " AND ")) \
            ORDER BY t.timestamp DESC, t.step DESC, t.run_id LIMIT 1)
            """, .double, isAscending: term.isAscending, isNullable: true)
    }

    private mutating func add(_ comparison: Comparison, _ datasets: String?) {
        let table: String
        switch comparison.entity {
        case .metric: table = "logged_model_metrics"
        case .parameter: table = "logged_model_params"
        case .tag: table = "logged_model_tags"
        default:
            guard let column = Self.columns[comparison.key] else { return }
            let isText = column.type == .text || comparison.key.hasSuffix("timestamp_ms")
            filters.append(
                query.condition(
                    isText ? column.expression : "CAST(\(column.expression) AS text)", comparison.operation,
                    comparison.value))
            return
        }
        let key = query.bind(.text(comparison.key))
        var all = "t.model_no = m.model_no AND t.key = \(key) AND "
        all += query.condition("t.value", comparison.operation, comparison.value)
        if comparison.entity == .metric, let datasets { all += " AND \(datasets)" }
        filters.append("EXISTS (SELECT 1 FROM \(table) t WHERE \(all))")
    }

    /// That a metric was measured on one of some data sets; nil when none is named.
    private mutating func condition(_ datasets: [LoggedModelDataset]) -> String? {
        guard !datasets.isEmpty else { return nil }
        let each = datasets.map { dataset in
            let name = "t.dataset_name = \(query.bind(.text(dataset.name)))"
            guard let digest = dataset.digest else { return "(\(name) AND t.dataset_digest IS NULL)" }
            return "(\(name) AND t.dataset_digest = \(query.bind(.text(digest))))"
        }
        return "(\(each.joined(separator: " OR ")))"
    }
}
