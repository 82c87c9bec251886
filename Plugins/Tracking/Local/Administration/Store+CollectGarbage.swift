// Assay: removes what is deleted, for ever.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations
internal import CAssay

/// What a garbage collection has removed.
struct GarbageReport: Sendable {
    var runs = 0
    var loggedModels = 0
    var experiments = 0
    var artifacts = 0
    /// Places that are in no store of this server.
    var left: [String] = []
}

extension Store {
    /// How many rows go in one transaction.
    private static let page = 200

    /// Removes what is deleted. The rows go first, and the same transaction notes where their files are; the files go
    /// then, and their note last. So a crash at any point leaves either the rows, or a note of the files, and the next
    /// collection goes on from there.
    func collectGarbage(_ options: GarbageOptions) async throws(APIError) -> TrackingAnswer {
        try await checkChosen(options)
        var report = GarbageReport()
        report.runs = try await removeRuns(options)
        report.loggedModels = try await removeLoggedModels(options)
        report.experiments = try await removeExperiments(options)
        try await removeAbandoned(&report)
        let found = report
        return .object { writer in
            writer.member("runs", Int64(found.runs))
            writer.member("logged_models", Int64(found.loggedModels))
            writer.member("experiments", Int64(found.experiments))
            writer.member("artifacts", Int64(found.artifacts))
            writer.member("left", found.left) { $0.string($1) }
        }
    }

    /// Refuses names of what is not deleted.
    private func checkChosen(_ options: GarbageOptions) async throws(APIError) {
        for id in options.runs ?? [] {
            let found = try await run(id)
            guard !found.isActive else {
                throw .invalidParameter("Run \(id) is not in `deleted` lifecycle stage; delete it first")
            }
        }
        for id in options.experiments ?? [] {
            guard try await !experiment(in: "default", id: id).isActive else {
                throw .invalidParameter("Experiment \(id) is not in `deleted` lifecycle stage; delete it first")
            }
        }
    }

    /// Runs that are deleted for long enough, and all runs of experiments that are.
    private func removeRuns(_ options: GarbageOptions) async throws(APIError) -> Int {
        try await remove(
            GarbageTable(
                name: "runs", number: "run_no", id: "run_id", place: "artifact_uri", deletedTime: "deleted_time"),
            options
        ) { row in
            options.runs?.contains(row.id) == true || options.experiments?.contains(String(row.owner)) == true
        }
    }

    /// Logged models that are deleted for long enough, and all models of experiments that are.
    private func removeLoggedModels(_ options: GarbageOptions) async throws(APIError) -> Int {
        try await remove(
            GarbageTable(
                name: "logged_models", number: "model_no", id: "model_id", place: "artifact_location",
                deletedTime: "last_updated_timestamp"),
            options
        ) { row in
            options.loggedModels?.contains(row.id) == true || options.experiments?.contains(String(row.owner)) == true
        }
    }

    /// Removes rows of a table that has files, page by page, with a note of where their files are.
    private func remove(
        _ table: GarbageTable, _ options: GarbageOptions, isChosen: (Candidate) -> Bool
    ) async throws(APIError) -> Int {
        try await removePages(table.candidates, options) {
            !options.isChosen || isChosen($0)
        } remove: { batch, rows in
            batch.add(table.noting(isPostgres: self.settings.isPostgres), rows)
            return batch.add(table.deletion, rows)
        }
    }

    /// Experiments that are deleted for long enough and have no runs or models any more.
    private func removeExperiments(_ options: GarbageOptions) async throws(APIError) -> Int {
        let isEmpty = """
            e.lifecycle_stage = 'deleted' AND e.last_update_time <= $2
            AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.experiment_id = e.experiment_id)
            AND NOT EXISTS (SELECT 1 FROM logged_models m WHERE m.experiment_id = e.experiment_id)
            """
        let select = """
            SELECT e.experiment_id, CAST(e.experiment_id AS text), e.experiment_id FROM experiments e
            WHERE e.experiment_id > $1 AND \(isEmpty) ORDER BY e.experiment_id LIMIT 200
            """
        return try await removePages(SQLText(select), options) { row in
            !options.isChosen || options.experiments?.contains(row.id) == true
        } remove: { batch, rows in
            batch.add(SQLText("DELETE FROM experiments AS e WHERE e.experiment_id = $1 AND \(isEmpty)"), rows)
        }
    }

    /// A row that may go: its number, its id as clients know it, and its experiment.
    private typealias Candidate = (number: Int64, id: String, owner: Int64)

    private func removePages(
        _ select: SQLText, _ options: GarbageOptions, isWanted: (Candidate) -> Bool,
        remove: (SQLBatch, SQLParameters) -> Int
    ) async throws(APIError) -> Int {
        var after: Int64 = -1
        var count = 0
        while true {
            let reading = SQLBatch(.readOnly)
            reading.add(select, .scalars(.int(after), .int(options.deletedBefore)))
            let rows = try await run(reading)[0]
            let page = (0..<rows.count).map { row -> Candidate in
                (rows.int(row, 0) ?? 0, rows.text(row, 1) ?? "", rows.int(row, 2) ?? 0)
            }
            let wanted = page.filter(isWanted).map(\.number)
            if !wanted.isEmpty {
                let batch = SQLBatch()
                let times = [Int64](repeating: options.deletedBefore, count: wanted.count)
                let removed = remove(batch, .each([SQLColumn(wanted), SQLColumn(times)]))
                count += try await run(batch).affectedRows(removed)
            }
            guard let last = page.last, page.count == Self.page else { return count }
            after = last.number
        }
    }

    /// Removes the files that nobody owns any more, and then the notes of them.
    private func removeAbandoned(_ report: inout GarbageReport) async throws(APIError) {
        var after: Int64 = 0
        while true {
            let reading = SQLBatch(.readOnly)
            reading.add(
                "SELECT abandoned_no, uri FROM abandoned_artifacts WHERE abandoned_no > $1 ORDER BY abandoned_no LIMIT 200",
                .scalars(.int(after)))
            let rows = try await run(reading)[0]
            guard rows.count > 0 else { return }
            var done: [Int64] = []
            for row in 0..<rows.count {
                guard let number = rows.int(row, 0), let uri = rows.text(row, 1) else { continue }
                after = number
                if try await removeFiles(uri) {
                    report.artifacts += 1
                    done.append(number)
                } else {
                    report.left.append(uri)
                }
            }
            let batch = SQLBatch()
            batch.add("DELETE FROM abandoned_artifacts WHERE abandoned_no = $1", .each([SQLColumn(done)]))
            _ = try await run(batch)
        }
    }

    /// Removes what lies below a URI; false when it is in no store of this server.
    private func removeFiles(_ uri: String) async throws(APIError) -> Bool {
        guard let store = settings.artifacts, let key = ArtifactURI.key(uri) else { return false }
        do {
            try await store.remove(key)
            return true
        } catch let error as AssayError where error.status == .ASSAY_STATUS_NOT_FOUND {
            return true
        } catch {
            throw APIError(.temporarilyUnavailable, "the artifacts of '\(uri)' cannot be removed: \(error)")
        }
    }
}
