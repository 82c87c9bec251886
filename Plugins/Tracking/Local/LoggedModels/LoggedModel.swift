// Assay: a logged model.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayKit
internal import AssayOperations

/// A model that a run has produced, as its row in the database says.
struct LoggedModel: Sendable {
    /// The number by which the tables name it.
    var number: Int64
    var id: String
    var experimentID: Int64
    var name: String
    var artifactLocation: String
    var creationTime: Int64
    var lastUpdateTime: Int64
    var status: Int64
    var lifecycleStage: String
    var modelType: String
    var sourceRunID: String
    var statusMessage: String?
}

/// What a logged model holds.
struct LoggedModelData: Sendable {
    var params: [KeyValue] = []
    var tags: [KeyValue] = []
    var metrics: [LoggedModelMetric] = []
}

extension LoggedModel {
    /// The columns that `init` reads, of the table under the name m.
    static let columns = """
        m.model_no, m.model_id, m.experiment_id, m.name, m.artifact_location, m.creation_timestamp, \
        m.last_updated_timestamp, m.status, m.lifecycle_stage, m.model_type, m.source_run_id, m.status_message
        """
    /// The columns that `init` reads, without the table's name.
    static let bareColumns = columns.split(separator: "m.").joined()
    static let byID = SQLText("SELECT \(columns) FROM logged_models m WHERE m.model_id = $1")

    var isActive: Bool { lifecycleStage == "active" }

    /// Reads a row of `columns`.
    init(_ rows: SQLRows, _ row: Int) {
        number = rows.int(row, 0) ?? 0
        id = rows.text(row, 1) ?? ""
        experimentID = rows.int(row, 2) ?? 0
        name = rows.text(row, 3) ?? ""
        artifactLocation = rows.text(row, 4) ?? ""
        creationTime = rows.int(row, 5) ?? 0
        lastUpdateTime = rows.int(row, 6) ?? 0
        status = rows.int(row, 7) ?? 0
        lifecycleStage = rows.text(row, 8) ?? ""
        modelType = rows.text(row, 9) ?? ""
        sourceRunID = rows.text(row, 10) ?? ""
        statusMessage = rows.text(row, 11)
    }
}

extension JSONWriter {
    /// A logged model with its data, as clients get it.
    mutating func loggedModel(_ model: LoggedModel, _ data: LoggedModelData) {
        beginObject()
        member("info") { writer in
            writer.member("model_id", model.id)
            writer.member("experiment_id", String(model.experimentID))
            writer.member("name", model.name)
            writer.member("creation_timestamp_ms", model.creationTime)
            writer.member("last_updated_timestamp_ms", model.lastUpdateTime)
            writer.member("artifact_uri", model.artifactLocation)
            writer.member("status", EnumSchema.loggedModelStatus.name(of: model.status) ?? "")
            writer.member("model_type", model.modelType)
            writer.member("source_run_id", model.sourceRunID)
            writer.member("status_message", ifThere: model.statusMessage)
            writer.member("tags", data.tags) { $0.keyValue($1) }
        }
        member("data") { writer in
            writer.member("params", data.params) { $0.keyValue($1) }
            writer.member("metrics", data.metrics) { $0.loggedModelMetric($1) }
        }
        endObject()
    }
}
