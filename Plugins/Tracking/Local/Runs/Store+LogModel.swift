// Assay: the old way to note a model that a run has logged.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations

extension Store {
    static let modelHistoryHandlers: [String: Handler] = [
        "logModel": { store, call throws(APIError) in try await store.logModel(call) }
    ]

    /// How often it begins again because another request has noted a model meanwhile.
    private static let mostNotes = 8

    /// Adds a model to the list that a tag of the run is.
    private func logModel(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let found = try await activeRun(call.request.string("run_id"))
        for attempt in 1...Self.mostNotes {
            let before = try await modelHistory(of: found)
            let value = try ModelHistory.appending(call.request.string("model_json"), to: before)
            _ = try Validation.tag(key: ModelHistory.tag, value: value, truncates: false)
            let batch = SQLBatch()
            if let before {
                batch.add(
                    "UPDATE tags SET value = $3 WHERE run_no = $1 AND key = $2 AND value = $4",
                    .scalars(.int(found.number), .text(ModelHistory.tag), .text(value), .text(before)), expecting: 1)
            } else {
                batch.add(
                    """
                    INSERT INTO tags (run_no, key, value, experiment_id, start_time) VALUES ($1, $2, $3, $4, $5)
                    ON CONFLICT (run_no, key) DO NOTHING
                    """,
                    .scalars(
                        .int(found.number), .text(ModelHistory.tag), .text(value), .int(found.experimentID),
                        .int(found.startTime)), expecting: 1)
            }
            do throws(SQLFailure) {
                _ = try await self.attempt(batch)
            } catch {
                guard error.isOfRows, attempt < Self.mostNotes else { throw apiError(error) }
                continue
            }
            events.emit(.setTag, call) {
                $0.run = found; $0.pair = KeyValue(key: ModelHistory.tag, value: value)
            }
            break
        }
        return .empty
    }

    private func modelHistory(of run: Run) async throws(APIError) -> String? {
        let batch = SQLBatch(.readOnly)
        batch.add(
            "SELECT value FROM tags WHERE run_no = $1 AND key = $2",
            .scalars(.int(run.number), .text(ModelHistory.tag)))
        return try await self.run(batch)[0].text(0, 0)
    }
}
