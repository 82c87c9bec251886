// Assay: a logged model in a folder of MLflow's.
// SPDX-License-Identifier: Apache-2.0

/// A logged model and its data.
package struct FolderLoggedModel: Sendable {
    private static let statuses = ["PENDING", "READY", "FAILED"]
    let path: String
    let name: String
    let experiment: FolderExperiment

    package func records() throws(FolderError) -> [FolderRecord] {
        guard let meta = try FolderFiles.meta(path) else { return [] }
        let id = meta.text("model_id") ?? name
        var records = [try record(meta, id)]
        for (folder, prefix, kind) in [
            ("params", "param", FolderRecord.Kind.loggedModelParam), ("tags", "tag", .loggedModelTag),
        ] {
            for (key, value) in try FolderFiles.pairs("\(path)/\(folder)") {
                records.append(
                    FolderRecord(
                        kind, ["model_id": .text(id), "\(prefix)_key": .text(key), "\(prefix)_value": .text(value)]))
            }
        }
        for key in try FolderFiles.keys("\(path)/metrics") { records += try metrics(key, id) }
        return records
    }

    private func record(_ meta: MetaValue, _ id: String) throws(FolderError) -> FolderRecord {
        FolderRecord(
            .loggedModel,
            [
                "model_id": .text(id), "experiment_id": .int(experiment.id), "name": .text(meta.text("name") ?? ""),
                "artifact_location": .text(meta.text("artifact_location") ?? ""),
                "creation_timestamp_ms": .int(try meta.number("creation_timestamp", of: path) ?? 0),
                "last_updated_timestamp_ms": .int(try meta.number("last_updated_timestamp", of: path) ?? 0),
                "status": .int(try status(meta)), "lifecycle_stage": .text(meta.text("lifecycle_stage") ?? "active"),
                "model_type": .text(meta.text("model_type") ?? ""),
                "source_run_id": .text(meta.text("source_run_id") ?? ""),
                "status_message": .text(of: meta.text("status_message")),
            ])
    }

    private func status(_ meta: MetaValue) throws(FolderError) -> Int64 {
        guard let text = meta.text("status") else { return 1 }
        if let place = Self.statuses.firstIndex(of: text) { return Int64(place + 1) }
        guard let number = Int64(text), (1...Int64(Self.statuses.count)).contains(number) else {
            throw FolderError("\(path)/meta.yaml", "'\(text)' is no status of a logged model")
        }
        return number
    }

    private func metrics(_ key: String, _ id: String) throws(FolderError) -> [FolderRecord] {
        var records: [FolderRecord] = []
        let file = "\(path)/metrics/\(key)"
        for line in try FolderFiles.text(file).split(separator: "\n") {
            let parts = line.split(separator: " ", omittingEmptySubsequences: false)
            // The name of a data set may have spaces; its digest has none.
            guard parts.count == 4 || parts.count >= 6, let timestamp = Int64(parts[0]),
                let value = MetricLine.value(parts[1]), let step = Int64(parts[2])
            else { throw FolderError(file, "'\(line.prefix(100))' is no value of a metric") }
            records.append(
                FolderRecord(
                    .loggedModelMetric,
                    [
                        "model_id": .text(id), "metric_name": .text(key), "metric_timestamp_ms": .int(timestamp),
                        "metric_step": .int(step), "run_id": .text(String(parts[3])), "metric_value": .double(value),
                        "dataset_name": parts.count > 4
                            ? .text(parts[4...].dropLast().joined(separator: " ")) : nil,
                        "dataset_digest": parts.count > 4 ? parts.last.map { .text(String($0)) } : nil,
                    ]))
        }
        return records
    }
}

extension FolderExperiment {
    /// The folders of an experiment's logged models.
    package func loggedModels() throws(FolderError) -> [FolderLoggedModel] {
        try FolderFiles.names("\(path)/models", folders: true).map {
            FolderLoggedModel(path: "\(path)/models/\($0)", name: $0, experiment: self)
        }
    }
}
