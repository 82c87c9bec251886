// Assay: a run.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayKit

/// One execution of something worth recording, as its row in the database says.
struct Run: Sendable {
    /// The number by which the tables name it.
    var number: Int64
    var id: String
    var experimentID: Int64
    var name: String
    var userID: String
    var status: String
    var startTime: Int64
    var endTime: Int64?
    var lifecycleStage: String
    var artifactURI: String

    var isActive: Bool { lifecycleStage == "active" }
}

extension Run {
    /// The columns that `init` reads, of the table under the name r.
    static let columns = """
        r.run_no, r.run_id, r.experiment_id, r.name, r.user_id, r.status, r.start_time, r.end_time, r.lifecycle_stage, \
        r.artifact_uri
        """
    static let byID = SQLText("SELECT \(columns) FROM runs r WHERE r.run_id = $1")

    /// Reads a row of `columns`.
    init(_ rows: SQLRows, _ row: Int) {
        number = rows.int(row, 0) ?? 0
        id = rows.text(row, 1) ?? ""
        experimentID = rows.int(row, 2) ?? 0
        name = rows.text(row, 3) ?? ""
        userID = rows.text(row, 4) ?? ""
        status = rows.text(row, 5) ?? ""
        startTime = rows.int(row, 6) ?? 0
        endTime = rows.int(row, 7)
        lifecycleStage = rows.text(row, 8) ?? ""
        artifactURI = rows.text(row, 9) ?? ""
    }
}

extension JSONWriter {
    /// What is known of a run without its data.
    mutating func runInfo(_ run: Run) {
        beginObject()
        member("run_uuid", run.id)
        member("experiment_id", String(run.experimentID))
        member("run_name", run.name)
        member("user_id", run.userID)
        member("status", run.status)
        member("start_time", run.startTime)
        if let endTime = run.endTime, endTime != 0 { member("end_time", endTime) }
        member("artifact_uri", run.artifactURI)
        member("lifecycle_stage", run.lifecycleStage)
        member("run_id", run.id)
        endObject()
    }
}
