// Assay: searching versions of registered models and prompts.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations
internal import TrackingSearch

extension Store {
    private static let mostVersions: Int64 = 200_000

    func searchModelVersions(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let request = call.request
        let most = request.int64("max_results")
        guard most >= 1 else {
            throw .invalidParameter(
                "Invalid value for max_results. It must be a positive integer, but got \(most)")
        }
        guard most <= Self.mostVersions else {
            throw .invalidParameter(
                """
                Invalid value for request parameter max_results. It must be at most \(Self.mostVersions), but got value \
                \(most)
                """)
        }
        let search = try Self.search(.modelVersions, request)
        let order = Self.order(search.order)
        let place = try PageToken.place(request, order)
        var query = PageQuery(isPostgres: isPostgres)
        query.order = order
        query.require("r.workspace = \(query.bind(.text(call.workspace)))")
        query.require("v.current_stage <> '\(ModelStage.deleted)'")
        RegistryFilter.modelVersions.add(search.filter, to: &query)
        let tail = query.tail(after: place, limit: most + 1)
        let found = try await versions(where: tail, query.parameters)
        let shown = found.prefix(Int(most))
        let token = found.count > shown.count ? shown.last.map { Self.token(after: $0, order) } : nil
        return .object { writer in
            writer.member("model_versions", shown) { $0.modelVersion($1) }
            writer.member("next_page_token", ifThere: token)
        }
    }

    private static let columns = [
        "name": "r.name", "version_number": "v.version", "creation_timestamp": "v.creation_time",
        "last_updated_timestamp": "v.last_updated_time",
    ]

    private static func order(_ terms: [OrderTerm]) -> [OrderColumn] {
        var order = terms.compactMap { term in
            columns[term.key].map { column in
                OrderColumn(
                    expression: column, type: term.key == "name" ? .text : .int, isAscending: term.isAscending)
            }
        }
        if terms.isEmpty {
            order.append(OrderColumn(expression: "v.last_updated_time", type: .int, isAscending: false))
        }
        if !terms.contains(where: { $0.key == "name" }) {
            order.append(OrderColumn(expression: "r.name", type: .text, isAscending: true))
        }
        if !terms.contains(where: { $0.key == "version_number" }) {
            order.append(OrderColumn(expression: "v.version", type: .int, isAscending: false))
        }
        return order
    }

    private static func token(after version: ModelVersion, _ order: [OrderColumn]) -> String {
        PageToken(
            order.map { column in
                switch column.expression {
                case "r.name": .text(version.name)
                case "v.version": .int(version.version)
                case "v.creation_time": .int(version.creationTime)
                default: .int(version.lastUpdateTime)
                }
            }
        ).text
    }

    /// The versions of a page with their tags. Their aliases are left out, as MLflow does.
    private func versions(where tail: String, _ parameters: [SQLValue]) async throws(APIError) -> [ModelVersion] {
        let from = "FROM registered_models r JOIN model_versions v ON v.registered_no = r.registered_no WHERE \(tail)"
        let batch = SQLBatch(.readOnly)
        batch.add(SQLText("SELECT \(ModelVersion.columns) \(from)"), .scalars(parameters))
        batch.add(
            SQLText(
                """
                SELECT t.registered_no, t.version, t.key, t.value \
                FROM (SELECT v.registered_no, v.version \(from)) p \
                JOIN model_version_tags t ON t.registered_no = p.registered_no AND t.version = p.version \
                ORDER BY t.registered_no, t.version, t.key
                """), .scalars(parameters))
        let results = try await run(batch)
        struct Key: Hashable {
            let model: Int64
            let version: Int64
        }
        let rows = results[0]
        var found = (0..<rows.count).map { ModelVersion(rows, $0) }
        let places = Dictionary(
            found.indices.map { (Key(model: found[$0].registeredNumber, version: found[$0].version), $0) }
        ) { first, _ in first }
        let tags = results[1]
        for row in 0..<tags.count {
            let key = Key(model: tags.int(row, 0) ?? 0, version: tags.int(row, 1) ?? 0)
            guard let place = places[key] else { continue }
            found[place].tags.append(KeyValue(key: tags.text(row, 2) ?? "", value: tags.text(row, 3) ?? ""))
        }
        return found
    }
}
