// Assay: an experiment in a folder of MLflow's.
// SPDX-License-Identifier: Apache-2.0
internal import CAssayCipher

/// An experiment, but for its runs and logged models.
package struct FolderExperiment: Sendable {
    package let id: Int64
    let path: String
    let meta: MetaValue

    /// The experiment, its tags and its data sets.
    package func records() throws(FolderError) -> [FolderRecord] {
        let created = try number("creation_time") ?? 0
        var records = [
            FolderRecord(
                .experiment,
                [
                    "experiment_id": .int(id), "workspace": .text("default"),
                    "name": .text(meta.text("name") ?? "experiment_\(id)"),
                    "artifact_location": .text(meta.text("artifact_location") ?? ""),
                    "lifecycle_stage": .text(meta.text("lifecycle_stage") ?? "active"),
                    "creation_time": .int(created),
                    "last_update_time": .int(try number("last_update_time") ?? created),
                ])
        ]
        for (key, value) in try FolderFiles.pairs("\(path)/tags") {
            records.append(
                FolderRecord(.experimentTag, ["experiment_id": .int(id), "key": .text(key), "value": .text(value)]))
        }
        for name in try FolderFiles.names("\(path)/datasets", folders: true) {
            guard let meta = try FolderFiles.meta("\(path)/datasets/\(name)") else { continue }
            records.append(
                FolderRecord(
                    .dataset,
                    [
                        "experiment_id": .int(id), "name": .text(meta.text("name") ?? ""),
                        "digest": .text(meta.text("digest") ?? ""), "dataset_uuid": .text(datasetID(name)),
                        "dataset_source_type": .text(meta.text("source_type") ?? ""),
                        "dataset_source": .text(meta.text("source") ?? ""),
                        "dataset_schema": .text(of: meta.text("schema")),
                        "dataset_profile": .text(of: meta.text("profile")),
                    ]))
        }
        return records
    }

    /// How many traces there are.
    package func traceCount() throws(FolderError) -> Int {
        try FolderFiles.names("\(path)/traces", folders: true).count
    }

    /// The id of a data set. A folder has none, and a copy that is begun again must find the same.
    func datasetID(_ name: String) -> String {
        var hash = [UInt8](repeating: 0, count: Int(ASSAY_CIPHER_HASH_BYTES))
        let text = Array("\(id)/\(name)".utf8)
        guard assay_cipher_hash(text, text.count, &hash) else { return name }
        return hash.prefix(16).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    private func number(_ key: String) throws(FolderError) -> Int64? {
        try meta.number(key, of: path)
    }
}

extension MetaValue {
    /// A whole number of the meta.yaml in a folder.
    func number(_ key: String, of folder: String) throws(FolderError) -> Int64? {
        do throws(MetaError) { return try int(key) } catch { throw FolderError("\(folder)/meta.yaml", error.reason) }
    }
}
