// Assay: searching logged models.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations
internal import TrackingSearch

extension Store {
    static let loggedModelSearchHandlers: [String: Handler] = [
        "searchLoggedModels": { store, call throws(APIError) in try await store.searchLoggedModels(call) }
    ]

    private static let defaultPage: Int64 = 100
    private static let mostModels: Int64 = 50_000

    private func searchLoggedModels(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let request = call.request
        let token = LoggedModelToken(request)
        let search = try Self.search(request)
        var experiments: [Int64] = []
        for id in request.strings("experiment_ids") { experiments.append(try Self.searchedExperiment(id)) }
        var query = LoggedModelQuery(search, experiments: experiments, isPostgres: isPostgres)
        let order = query.order
        var place: [SQLValue]?
        if let text = request.nonEmptyString("page_token") { place = try token.place(text, order.map(\.type)) }
        let asked = request.int64("max_results")
        let most = asked == 0 ? Self.defaultPage : min(max(asked, 0), Self.mostModels)
        let text = query.text(after: place, limit: most + 1)
        let batch = SQLBatch(.readOnly)
        batch.add(text, .scalars(query.parameters))
        let rows = try await run(batch)[0]
        let shown = min(rows.count, Int(most))
        let models = try await loggedModels((0..<shown).compactMap { rows.int($0, 0) })
        return .object { writer in
            writer.member("models", models) { $0.loggedModel($1.0, $1.1) }
            guard rows.count > shown || asked < 0 else { return }
            // A page of less than nothing is followed by itself.
            let last = order.enumerated().map { rows.value(shown - 1, $0.offset + 1, $0.element.type) }
            writer.member("next_page_token", token.text(after: shown > 0 ? last : place ?? []))
        }
    }

    private static func search(_ request: Request) throws(APIError) -> LoggedModelSearch {
        do throws(SearchError) {
            return try LoggedModelSearch(
                filter: request.string("filter"),
                order: request.messages("order_by").map { term in
                    LoggedModelOrder(
                        field: term.string("field_name"), ascending: term.bool("ascending"),
                        datasetName: term.string("dataset_name"), datasetDigest: term.string("dataset_digest"))
                },
                datasets: request.messages("datasets").map {
                    LoggedModelDataset(name: $0.string("dataset_name"), digest: $0.string("dataset_digest"))
                })
        } catch {
            throw APIError(error)
        }
    }

    private static func searchedExperiment(_ id: String) throws(APIError) -> Int64 {
        guard let number = Int64(id) else {
            throw .invalidParameter(
                "Invalid experiment ID '\(id)'. Experiment ID must be a valid integer.")
        }
        return number
    }

    /// Logged models with their data by their numbers, in that order.
    private func loggedModels(_ numbers: [Int64]) async throws(APIError) -> [(LoggedModel, LoggedModelData)] {
        guard !numbers.isEmpty else { return [] }
        let batch = SQLBatch(.readOnly)
        batch.add(
            isPostgres ? LoggedModel.byArray : LoggedModel.bySet, .arrays([SQLColumn(numbers)]))
        let reader = LoggedModelReader(batch, numbers: numbers, isPostgres: isPostgres)
        let results = try await run(batch)
        let rows = results[0]
        let found = (0..<rows.count).map { LoggedModel(rows, $0) }
        let places = Dictionary(found.indices.map { (found[$0].number, $0) }) { first, _ in first }
        let data = reader.data(results)
        return numbers.compactMap { number in
            places[number].map { (found[$0], data[number] ?? LoggedModelData()) }
        }
    }
}

extension LoggedModel {
    fileprivate static let byArray = SQLText("SELECT \(columns) FROM logged_models m WHERE m.model_no = ANY($1)")
    fileprivate static let bySet = SQLText(
        "SELECT \(columns) FROM logged_models m WHERE m.model_no IN (SELECT value FROM json_each($1))")
}
