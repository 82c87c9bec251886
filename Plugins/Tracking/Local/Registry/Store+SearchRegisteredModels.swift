// Assay: searching registered models and prompts.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations
internal import TrackingSearch

extension Store {
    static let registrySearchHandlers: [String: Handler] = [
        "searchRegisteredModels": { store, call throws(APIError) in try await store.searchRegisteredModels(call) },
        "searchModelVersions": { store, call throws(APIError) in try await store.searchModelVersions(call) },
    ]

    private func searchRegisteredModels(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let request = call.request
        let most = request.int64("max_results")
        guard most <= 1000 else {
            throw .invalidParameter(
                """
                Invalid value for request parameter max_results. It must be at most 1000, but got value \(most)
                """)
        }
        let search = try Self.search(.registeredModels, request)
        let order = Self.order(search.order)
        let place = try PageToken.place(request, order)
        var query = PageQuery(isPostgres: isPostgres)
        query.order = order
        query.require("r.workspace = \(query.bind(.text(call.workspace)))")
        RegistryFilter.registeredModels.add(search.filter, to: &query)
        let size = max(0, most)
        let tail = query.tail(after: place, limit: size + 1)
        let batch = SQLBatch(.readOnly)
        batch.add(
            SQLText(
                """
                SELECT r.registered_no, \(order.map(\.expression).joined(separator: ", ")) FROM registered_models r \
                WHERE \(tail)
                """), .scalars(query.parameters))
        let rows = try await run(batch)[0]
        let shown = min(rows.count, Int(size))
        let models = try await registeredModels((0..<shown).compactMap { rows.int($0, 0) })
        // To nothing at all, MLflow answers with the token of a page that cannot be read.
        let token =
            shown > 0 || most < -1
            ? PageToken.next(rows, shown: shown, order)
            : rows.count > 0 || most == -1 ? PageToken(place ?? []).text : nil
        return .object { writer in
            writer.member("registered_models", models) { $0.registeredModel($1) }
            writer.member("next_page_token", ifThere: token)
        }
    }

    private static func order(_ terms: [OrderTerm]) -> [OrderColumn] {
        var order = terms.map { term in
            term.key == "name"
                ? OrderColumn(expression: "r.name", type: .text, isAscending: term.isAscending)
                : OrderColumn(expression: "r.last_updated_time", type: .int, isAscending: term.isAscending)
        }
        if !terms.contains(where: { $0.key == "name" }) {
            order.append(OrderColumn(expression: "r.name", type: .text, isAscending: true))
        }
        return order
    }

    /// Registered models by their numbers, in that order.
    private func registeredModels(_ numbers: [Int64]) async throws(APIError) -> [RegisteredModel] {
        guard !numbers.isEmpty else { return [] }
        let batch = SQLBatch(.readOnly)
        let reader = RegisteredModelReader(batch, numbers: numbers, isPostgres: isPostgres)
        let found = reader.models(try await run(batch))
        let places = Dictionary(found.indices.map { (found[$0].number, $0) }) { first, _ in first }
        return numbers.compactMap { number in places[number].map { found[$0] } }
    }

    /// What a request of the registry searches for.
    static func search(_ target: SearchTarget, _ request: Request) throws(APIError) -> Search {
        do throws(SearchError) {
            return try Search(target, filter: request.string("filter"), orderBy: request.strings("order_by"))
        } catch {
            throw APIError(error)
        }
    }
}

extension PageToken {
    /// Where the page that a request asks for begins: nil for the begin of the list.
    static func place(_ request: Request, _ order: [OrderColumn]) throws(APIError) -> [SQLValue]? {
        guard let token = request.nonEmptyString("page_token") else { return nil }
        return try PageToken(token, order.map(\.type)).values
    }

    /// The token of the page after the rows that are shown, when there is one; `rows` has a number, then the values of the
    /// order.
    static func next(_ rows: SQLRows, shown: Int, _ order: [OrderColumn]) -> String? {
        guard rows.count > shown, shown > 0 else { return nil }
        return PageToken(order.enumerated().map { rows.value(shown - 1, $0.offset + 1, $0.element.type) }).text
    }
}
