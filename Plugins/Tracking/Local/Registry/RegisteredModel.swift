// Assay: a registered model.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayKit

/// A name under which versions of a model, or of a prompt, are registered.
struct RegisteredModel: Sendable {
    /// A name for a version.
    struct Alias: Sendable {
        var name: String
        var version: Int64
    }

    /// The number by which the tables name it.
    var number: Int64
    var name: String
    var creationTime: Int64
    var lastUpdateTime: Int64
    var description: String
    var tags: [KeyValue] = []
    var aliases: [Alias] = []
    /// The highest version in each stage.
    var latestVersions: [ModelVersion] = []

    /// The tag that makes a registered model a prompt when it is true.
    static let promptTag = "mlflow.prompt.is_prompt"

    var isPrompt: Bool { Self.isPrompt(tags) }

    /// Whether tags are those of a prompt; the last of a key counts.
    static func isPrompt(_ tags: [KeyValue]) -> Bool {
        tags.last { $0.key == promptTag }?.value.lowercased() == "true"
    }
}

extension RegisteredModel {
    /// The columns that `init` reads, of the table under the name r.
    static let columns = "r.registered_no, r.name, r.creation_time, r.last_updated_time, r.description"

    /// Reads a row of `columns`.
    init(_ rows: SQLRows, _ row: Int) {
        number = rows.int(row, 0) ?? 0
        name = rows.text(row, 1) ?? ""
        creationTime = rows.int(row, 2) ?? 0
        lastUpdateTime = rows.int(row, 3) ?? 0
        description = rows.text(row, 4) ?? ""
    }
}

extension JSONWriter {
    /// A registered model, as clients get it.
    mutating func registeredModel(_ model: RegisteredModel) {
        beginObject()
        member("name", model.name)
        member("creation_timestamp", model.creationTime)
        member("last_updated_timestamp", model.lastUpdateTime)
        if !model.description.isEmpty { member("description", model.description) }
        member("latest_versions", model.latestVersions) { $0.modelVersion($1) }
        member("tags", model.tags) { $0.keyValue($1) }
        member("aliases", model.aliases) { writer, alias in
            writer.beginObject()
            writer.member("alias", alias.name)
            writer.member("version", String(alias.version))
            writer.endObject()
        }
        endObject()
    }
}
