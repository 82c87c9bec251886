// Assay: a version of a registered model.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayKit

/// A version of a registered model or of a prompt.
struct ModelVersion: Sendable {
    /// The number by which the tables name the registered model.
    var registeredNumber: Int64
    var name: String
    var version: Int64
    var creationTime: Int64
    var lastUpdateTime: Int64
    var description: String?
    var userID: String?
    var stage: String
    var source: String
    /// Where the files are; differs from the source when that is another version or a logged model.
    var storageLocation: String
    var runID: String?
    var runLink: String?
    var status: String
    var statusMessage: String?
    var tags: [KeyValue] = []
    var aliases: [String] = []
}

extension ModelVersion {
    /// The columns that `init` reads, of the tables under the names v and r.
    static let columns = """
        v.registered_no, r.name, v.version, v.creation_time, v.last_updated_time, v.description, v.user_id, \
        v.current_stage, v.source, v.storage_location, v.run_id, v.run_link, v.status, v.status_message
        """

    /// Reads a row of `columns`.
    init(_ rows: SQLRows, _ row: Int) {
        registeredNumber = rows.int(row, 0) ?? 0
        name = rows.text(row, 1) ?? ""
        version = rows.int(row, 2) ?? 0
        creationTime = rows.int(row, 3) ?? 0
        lastUpdateTime = rows.int(row, 4) ?? 0
        description = rows.text(row, 5)
        userID = rows.text(row, 6)
        stage = rows.text(row, 7) ?? ""
        source = rows.text(row, 8) ?? ""
        storageLocation = rows.text(row, 9) ?? ""
        runID = rows.text(row, 10)
        runLink = rows.text(row, 11)
        status = rows.text(row, 12) ?? ""
        statusMessage = rows.text(row, 13)
    }
}

extension JSONWriter {
    /// A version of a registered model, as clients get it.
    mutating func modelVersion(_ version: ModelVersion) {
        beginObject()
        member("name", version.name)
        member("version", String(version.version))
        member("creation_timestamp", version.creationTime)
        member("last_updated_timestamp", version.lastUpdateTime)
        member("user_id", ifThere: version.userID)
        member("current_stage", version.stage)
        member("description", ifThere: version.description)
        member("source", version.source)
        member("run_id", ifThere: version.runID)
        member("status", version.status)
        member("status_message", ifThere: version.statusMessage)
        member("tags", version.tags) { $0.keyValue($1) }
        member("run_link", ifThere: version.runLink)
        member("aliases", version.aliases) { $0.string($1) }
        endObject()
    }
}
