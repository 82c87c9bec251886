// Assay: searching runs.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayKit
internal import AssayOperations
internal import TrackingSearch

extension Store {
    static let runSearchHandlers: [String: Handler] = [
        "searchRuns": { store, call throws(APIError) in try await store.searchRuns(call) }
    ]

    private func searchRuns(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let request = call.request
        let size = request.int64("max_results")
        try Self.checkSize(size)
        let search = try Self.search(.runs, request)
        let token = request.nonEmptyString("page_token")
        let plan = try await plan(search, call)
        var start: RunPosition?
        do throws(SearchError) {
            if let token { start = try RunPosition(token: token, for: plan) }
        } catch {
            throw APIError(error)
        }
        let page = try await page(start.map { plan.after($0) } ?? plan, size: Int(size))
        let runs = try await runs(page.runs)
        let next = page.next?.token(for: plan)
        return .object { writer in
            writer.member("runs", runs) { $0.run($1.run, $1.data, hasModelInputs: false) }
            writer.member("next_page_token", ifThere: next)
        }
    }

    private func plan(_ search: Search, _ call: Call) async throws(APIError) -> RunSearchPlan {
        var numbers: [Int64] = []
        for id in call.request.strings("experiment_ids") {
            let number = try Self.experimentNumber(id)
            if !numbers.contains(number) { numbers.append(number) }
        }
        let lifecycle: RunLifecycle =
            switch call.request.enumName("run_view_type") {
            case "DELETED_ONLY": .deleted
            case "ALL": .all
            default: .active
            }
        let names = RunSearchPlan.metrics(of: search)
        return RunSearchPlan(
            search, experiments: try await experiments(numbers, of: call.workspace), lifecycle: lifecycle,
            metricKeys: names.isEmpty ? [:] : try await knownMetrics(names), dialect: isPostgres ? .postgres : .sqlite)
    }

    /// Those of the experiments that are there and in the workspace.
    func experiments(_ numbers: [Int64], of workspace: String) async throws(APIError) -> [Int64] {
        guard !numbers.isEmpty else { return [] }
        let batch = SQLBatch(.readOnly)
        batch.add(
            sql(
                postgres: """
                    SELECT e.experiment_id FROM unnest($1, $2) AS i (experiment_id, workspace)
                    JOIN experiments e ON e.experiment_id = i.experiment_id AND e.workspace = i.workspace
                    """,
                sqlite: "SELECT experiment_id FROM experiments WHERE experiment_id = $1 AND workspace = $2"),
            isPostgres
                ? .arrays([SQLColumn(numbers), SQLColumn(numbers.map { _ in workspace })])
                : .each([SQLColumn(numbers), SQLColumn(numbers.map { _ in workspace })]))
        let rows = try await run(batch)[0]
        return (0..<rows.count).compactMap { rows.int($0, 0) }
    }

    /// The numbers of those metrics that are in the database; none is made.
    private func knownMetrics(_ names: Set<String>) async throws(APIError) -> [String: Int64] {
        let batch = SQLBatch(.readOnly)
        batch.add(
            sql(
                postgres: "SELECT key, key_id FROM metric_keys WHERE key = ANY($1)",
                sqlite: "SELECT key, key_id FROM metric_keys WHERE key IN (SELECT value FROM json_each($1))"),
            .arrays([SQLColumn(names.sorted())]))
        let rows = try await run(batch)[0]
        var found: [String: Int64] = [:]
        for row in 0..<rows.count {
            if let key = rows.text(row, 0) { found[key] = rows.int(row, 1) }
        }
        return found
    }

    /// Fills a page: counts first where an index can, then goes through the plan's steps, and on behind what a step has
    /// looked at.
    private func page(_ plan: RunSearchPlan, size: Int) async throws(APIError) -> RunSearchPage {
        var page = RunSearchPage(size: size)
        var plan = plan
        var counts: [Int64] = []
        if let probe = plan.probe() {
            let rows = try await rows(probe)
            counts = rows.names.indices.map { rows.int(0, $0) ?? 0 }
        }
        while true {
            for step in plan.steps(counts: counts) where !page.isFull && page.continuation == nil {
                let rows = try await rows(step.statement(limit: page.missing))
                for row in 0..<rows.count {
                    page.add(rows.int(row, 0), (1...plan.keyCount).map { rows.sortValue(row, $0) })
                }
            }
            guard !page.isFull, let position = page.goOn() else { return page }
            plan = plan.goingOn(behind: position)
        }
    }

    private func rows(_ statement: SearchStatement) async throws(APIError) -> SQLRows {
        let batch = SQLBatch(.readOnly)
        let parameters = statement.parameters.map { parameter -> SQLValue in
            switch parameter {
            case .integer(let number): .int(number)
            case .double(let number): .double(number)
            case .text(let text): .text(text)
            }
        }
        batch.add(SQLText(statement.text), .scalars(parameters), isOnce: true)
        return try await run(batch)[0]
    }

    /// Runs with their data, in the order of their numbers as given.
    private func runs(_ numbers: [Int64]) async throws(APIError) -> [(run: Run, data: RunData)] {
        guard !numbers.isEmpty else { return [] }
        let batch = SQLBatch(.readOnly)
        batch.add(
            isPostgres ? Run.ofArray : Run.ofSet, .arrays([SQLColumn(numbers)]))
        let reader = RunDataReader(batch, numbers: numbers, isPostgres: isPostgres)
        let results = try await run(batch)
        let data = reader.data(results)
        var found: [Int64: Run] = [:]
        for row in 0..<results[0].count {
            let run = Run(results[0], row)
            found[run.number] = run
        }
        return numbers.compactMap { number in found[number].map { ($0, data[number] ?? RunData()) } }
    }
}

extension Run {
    static let ofArray = SQLText("SELECT \(columns) FROM runs r WHERE r.run_no = ANY($1)")
    static let ofSet = SQLText("SELECT \(columns) FROM runs r WHERE r.run_no IN (SELECT value FROM json_each($1))")
}

extension SQLRows {
    /// A sort key as the database returned it.
    fileprivate func sortValue(_ row: Int, _ column: Int) -> SortValue {
        if let number = int(row, column) { return .integer(number) }
        if let number = double(row, column) { return .double(number) }
        return text(row, column).map { .text($0) } ?? .null
    }
}
