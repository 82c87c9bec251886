// Assay: a registered model in a folder of MLflow's.
// SPDX-License-Identifier: Apache-2.0

/// A registered model or prompt with its versions.
package struct FolderRegisteredModel: Sendable {
    let path: String
    let name: String

    package func records() throws(FolderError) -> [FolderRecord] {
        guard let meta = try FolderFiles.meta(path) else { return [] }
        let model: [String: FolderValue?] = ["workspace": .text("default"), "name": .text(meta.text("name") ?? name)]
        let created = try meta.number("creation_timestamp", of: path) ?? 0
        var records = [
            FolderRecord(
                .registeredModel,
                model.adding([
                    "creation_time": .int(created),
                    "last_updated_time": .int(try meta.number("last_updated_timestamp", of: path) ?? created),
                    "description": .text(meta.text("description") ?? ""),
                ]))
        ]
        for (key, value) in try FolderFiles.pairs("\(path)/tags") {
            records.append(FolderRecord(.registeredModelTag, model.adding(["key": .text(key), "value": .text(value)])))
        }
        for folder in try FolderFiles.names(path, folders: true) where folder.hasPrefix("version-") {
            records += try version("\(path)/\(folder)", model)
        }
        for (alias, value) in try FolderFiles.pairs("\(path)/aliases") {
            guard let version = Int64(value.filter { !$0.isWhitespace }) else {
                throw FolderError("\(path)/aliases/\(alias)", "'\(value.prefix(100))' is no version")
            }
            records.append(FolderRecord(.alias, model.adding(["alias": .text(alias), "version": .int(version)])))
        }
        return records
    }

    private func version(_ folder: String, _ model: [String: FolderValue?]) throws(FolderError) -> [FolderRecord] {
        guard let meta = try FolderFiles.meta(folder) else { return [] }
        guard let number = try meta.number("version", of: folder) else {
            throw FolderError("\(folder)/meta.yaml", "it names no version")
        }
        let created = try meta.number("creation_timestamp", of: folder) ?? 0
        let source = meta.text("source") ?? ""
        let version = model.adding(["version": .int(number)])
        var records = [
            FolderRecord(
                .version,
                version.adding([
                    "creation_time": .int(created),
                    "last_updated_time": .int(try meta.number("last_updated_timestamp", of: folder) ?? created),
                    "description": .text(of: meta.text("description")), "user_id": .text(of: meta.text("user_id")),
                    "current_stage": .text(meta.text("current_stage") ?? "None"), "source": .text(source),
                    "storage_location": .text(meta.text("storage_location") ?? source),
                    "run_id": .text(of: meta.text("run_id")), "run_link": .text(of: meta.text("run_link")),
                    "status": .text(meta.text("status") ?? "READY"),
                    "status_message": .text(of: meta.text("status_message")),
                ]))
        ]
        for (key, value) in try FolderFiles.pairs("\(folder)/tags") {
            records.append(FolderRecord(.versionTag, version.adding(["key": .text(key), "value": .text(value)])))
        }
        return records
    }
}

extension [String: FolderValue?] {
    fileprivate func adding(_ more: Self) -> Self { merging(more) { $1 } }
}
