// Assay: a run in a folder of MLflow's.
// SPDX-License-Identifier: Apache-2.0

/// A run, but for the points of its metrics.
package struct FolderRun: Sendable {
    private static let statuses = ["RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED"]
    let path: String
    let experiment: FolderExperiment

    /// The run's id, all records but for metrics, and the files of its metrics.
    package func read() throws(FolderError) -> (id: String, records: [FolderRecord], metrics: [MetricFile]) {
        guard let meta = try FolderFiles.meta(path) else { throw FolderError(path, "its meta.yaml is gone") }
        guard let id = meta.text("run_uuid") ?? meta.text("run_id"), !id.isEmpty else {
            throw FolderError("\(path)/meta.yaml", "it names no run_id")
        }
        var records = [try record(meta, id)]
        for (folder, kind) in [("params", FolderRecord.Kind.param), ("tags", .tag)] {
            for (key, value) in try FolderFiles.pairs("\(path)/\(folder)") {
                records.append(FolderRecord(kind, ["run_uuid": .text(id), "key": .text(key), "value": .text(value)]))
            }
        }
        records += try inputs(id) + outputs(id)
        let metrics = try FolderFiles.keys("\(path)/metrics").map { MetricFile(path: "\(path)/metrics/\($0)", key: $0) }
        return (id, records, metrics)
    }

    private func record(_ meta: MetaValue, _ id: String) throws(FolderError) -> FolderRecord {
        FolderRecord(
            .run,
            [
                "run_uuid": .text(id), "experiment_id": .int(experiment.id),
                "name": .text(meta.text("run_name") ?? meta.text("name") ?? ""),
                "user_id": .text(meta.text("user_id") ?? ""), "status": .text(try status(meta)),
                "start_time": .int(try meta.number("start_time", of: path) ?? 0),
                "end_time": .int(of: try meta.number("end_time", of: path)),
                "deleted_time": .int(of: try meta.number("deleted_time", of: path)),
                "lifecycle_stage": .text(meta.text("lifecycle_stage") ?? "active"),
                "artifact_uri": .text(meta.text("artifact_uri") ?? ""),
            ])
    }

    /// MLflow writes a number, older ones of its versions a name.
    private func status(_ meta: MetaValue) throws(FolderError) -> String {
        guard let text = meta.text("status") else { return "RUNNING" }
        if Self.statuses.contains(text) { return text }
        guard let number = Int(text), (1...Self.statuses.count).contains(number) else {
            throw FolderError("\(path)/meta.yaml", "'\(text)' is no status of a run")
        }
        return Self.statuses[number - 1]
    }

    private func inputs(_ id: String) throws(FolderError) -> [FolderRecord] {
        var records: [FolderRecord] = []
        for name in try FolderFiles.names("\(path)/inputs", folders: true) {
            let folder = "\(path)/inputs/\(name)"
            guard let meta = try FolderFiles.meta(folder), let source = meta.text("source_id") else { continue }
            switch meta.text("source_type") ?? "DATASET" {
            case "DATASET":
                let ends: [String: FolderValue?] = [
                    "source_id": .text(experiment.datasetID(source)), "destination_id": .text(id),
                ]
                records.append(FolderRecord(.runDataset, ends))
                for (key, value) in meta.texts("tags") {
                    records.append(
                        FolderRecord(.datasetTag, ends.merging(["name": .text(key), "value": .text(value)]) { $1 }))
                }
            case "MODEL":
                records.append(FolderRecord(.modelInput, ["source_id": .text(id), "destination_id": .text(source)]))
            case let type: throw FolderError("\(folder)/meta.yaml", "'\(type)' is no input that is known here")
            }
        }
        return records
    }

    private func outputs(_ id: String) throws(FolderError) -> [FolderRecord] {
        var records: [FolderRecord] = []
        for name in try FolderFiles.names("\(path)/outputs", folders: true) {
            let folder = "\(path)/outputs/\(name)"
            guard let meta = try FolderFiles.meta(folder) else { continue }
            records.append(
                FolderRecord(
                    .modelOutput,
                    [
                        "source_id": .text(id), "destination_id": .text(name),
                        "step": .int(try meta.number("step", of: folder) ?? 0),
                    ]))
        }
        return records
    }
}
