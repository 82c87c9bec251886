// Assay: an experiment.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayKit

/// A group of runs.
struct Experiment: Sendable {
    var id: Int64
    var workspace: String
    var name: String
    var artifactLocation: String
    var lifecycleStage: String
    var creationTime: Int64
    var lastUpdateTime: Int64
    var tags: [KeyValue] = []

    var isActive: Bool { lifecycleStage == "active" }
}

extension Experiment {
    /// The columns that `init` reads, of the table under the name e.
    static let columns = """
        e.experiment_id, e.workspace, e.name, e.artifact_location, e.lifecycle_stage, e.creation_time, e.last_update_time
        """

    static let byID = SQLText("SELECT \(columns) FROM experiments e WHERE experiment_id = $1 AND workspace = $2")
    static let byName = SQLText("SELECT \(columns) FROM experiments e WHERE workspace = $1 AND name = $2")

    /// Reads a row of `columns`, the first of which is at `first`.
    init(_ rows: SQLRows, _ row: Int, from first: Int = 0) {
        id = rows.int(row, first) ?? 0
        workspace = rows.text(row, first + 1) ?? ""
        name = rows.text(row, first + 2) ?? ""
        artifactLocation = rows.text(row, first + 3) ?? ""
        lifecycleStage = rows.text(row, first + 4) ?? ""
        creationTime = rows.int(row, first + 5) ?? 0
        lastUpdateTime = rows.int(row, first + 6) ?? 0
    }
}

extension JSONWriter {
    /// An experiment, as clients get it.
    mutating func experiment(_ experiment: Experiment) {
        beginObject()
        member("experiment_id", String(experiment.id))
        member("name", experiment.name)
        member("artifact_location", experiment.artifactLocation)
        member("lifecycle_stage", experiment.lifecycleStage)
        member("last_update_time", experiment.lastUpdateTime)
        member("creation_time", experiment.creationTime)
        member("tags", experiment.tags) { $0.keyValue($1) }
        member("workspace", experiment.workspace)
        endObject()
    }
}
