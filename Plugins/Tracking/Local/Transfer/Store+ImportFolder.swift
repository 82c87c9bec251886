// Assay: takes over a folder of MLflow's.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayKit
internal import AssayOperations
internal import TrackingFolder

extension Store {
    /// Copies a folder of MLflow's into this store, which must be empty, or hold what an import of the same folder has
    /// left that was cut off.
    func importFolder(_ options: JSONValue) async throws(APIError) -> TrackingAnswer {
        guard let path = options["folder"]?.stringValue else {
            throw .invalidParameter("'folder' must be the path of a folder")
        }
        guard let folder = try await readFolder({ () throws(FolderError) in try MLflowFolder(path) }) else {
            throw APIError(
                .invalidState,
                "'\(path)' is no folder of MLflow's: it has no experiment with a meta.yaml, and no mlruns")
        }
        try await beginImport(path)
        let progress = TransferProgress(host)
        let rows = FolderRows(progress)
        var traces = 0
        for experiment in try await readFolder({ () throws(FolderError) in try folder.experiments() }) {
            traces += try await importFolder(experiment, of: folder, rows)
        }
        for model in try await readFolder({ () throws(FolderError) in try folder.registeredModels() }) {
            try await add(try await readFolder { () throws(FolderError) in try model.records() }, to: rows)
        }
        try await write(rows)
        rows.end()
        _ = try await foldMetrics()
        try await endImport(path)
        return Self.report(progress.counts, traces > 0 ? [TransferCount(entity: "traces", found: traces)] : [])
    }

    /// Copies an experiment and what is in it; how many traces it has, which stay.
    private func importFolder(
        _ experiment: FolderExperiment, of folder: MLflowFolder, _ rows: FolderRows
    ) async throws(APIError) -> Int {
        try await add(try await readFolder { () throws(FolderError) in try experiment.records() }, to: rows)
        for run in try await readFolder({ () throws(FolderError) in try folder.runs(experiment) }) {
            let (id, records, metrics) = try await readFolder { () throws(FolderError) in try run.read() }
            try await add(records, to: rows)
            try await add(metrics, ofRun: id, to: rows)
        }
        for model in try await readFolder({ () throws(FolderError) in try experiment.loggedModels() }) {
            try await add(try await readFolder { () throws(FolderError) in try model.records() }, to: rows)
        }
        return try await readFolder { () throws(FolderError) in try experiment.traceCount() }
    }

    private func add(_ records: [FolderRecord], to rows: FolderRows) async throws(APIError) {
        rows.add(records)
        if rows.isFull { try await write(rows) }
    }

    /// Copies the histories of a run, and the latest point of each.
    private func add(_ files: [MetricFile], ofRun id: String, to rows: FolderRows) async throws(APIError) {
        var points: [Metric] = []
        for file in files {
            var latest: Metric?
            var next: Int64? = 0
            while let offset = next {
                let (lines, end) = try await readFolder { () throws(FolderError) in try file.piece(from: offset) }
                next = end
                for line in lines {
                    let point = Metric(
                        key: file.key, value: MetricWrite.stored(line.value), timestamp: line.timestamp, step: line.step
                    )
                    points.append(point)
                    if latest.map({ point.isLater(than: $0) }) ?? true { latest = point }
                    if points.count >= FolderRows.most { try await add(&points, ofRun: id, to: rows) }
                }
            }
            if let latest { rows.add([latest.record(ofRun: id)]) }
        }
        try await add(&points, ofRun: id, to: rows)
    }

    private func add(_ points: inout [Metric], ofRun id: String, to rows: FolderRows) async throws(APIError) {
        guard !points.isEmpty else { return }
        rows.add(try await metricWrite(points, toRun: id), count: points.count)
        points = []
        if rows.isFull { try await write(rows) }
    }

    private func write(_ rows: FolderRows) async throws(APIError) {
        do throws(SQLFailure) { try await rows.write(self) } catch { throw transferError(error) }
    }

    /// Reads files on a thread of the pool.
    private func readFolder<Value: Sendable>(
        _ body: @escaping @Sendable () throws(FolderError) -> Value
    ) async throws(APIError) -> Value {
        let result = await WorkerErrand.run(on: workers) { () -> Result<Value, FolderError> in
            do throws(FolderError) { return .success(try body()) } catch { return .failure(error) }
        }
        switch result {
        case .success(let value)?: return value
        case .failure(let error)?: throw APIError(.invalidState, error.description)
        case nil: throw APIError(.temporarilyUnavailable, "no thread is free to read files")
        }
    }
}

extension Metric {
    /// MLflow's rule: greater by step, then timestamp, then value, where NaN counts as 0.
    fileprivate func isLater(than other: Metric) -> Bool {
        (step, timestamp, value.isNaN ? 0 : value) > (other.step, other.timestamp, other.value.isNaN ? 0 : other.value)
    }

    fileprivate func record(ofRun id: String) -> FolderRecord {
        FolderRecord(
            .latestMetric,
            [
                "key": .text(key), "run_uuid": .text(id), "value": .double(value.isNaN ? 0 : value),
                "is_nan": .int(value.isNaN ? 1 : 0), "timestamp": .int(timestamp), "step": .int(step),
            ])
    }
}
