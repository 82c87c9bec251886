// Assay: an experiment, as a client sees it.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON

/// A group of runs.
public struct TrackedExperiment: Sendable, Equatable {
    /// A number, written in decimal.
    public let id: String
    /// Its name.
    public let name: String
    /// Where the artifacts of its runs are.
    public let artifactLocation: String
    /// Whether it is not deleted.
    public let isActive: Bool
    /// Its tags.
    public let tags: [String: String]

    init(_ json: JSONValue?) {
        id = json?["experiment_id"]?.stringValue ?? ""
        name = json?["name"]?.stringValue ?? ""
        artifactLocation = json?["artifact_location"]?.stringValue ?? ""
        isActive = json?["lifecycle_stage"]?.stringValue == "active"
        tags = TrackingClient.dictionary(json?["tags"])
    }
}
