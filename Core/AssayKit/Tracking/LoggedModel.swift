// Assay: a logged model, as a client sees it.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON

/// A model that a run has made, as the store had it when it was read.
public struct LoggedModel: Sendable {
    /// How it stands.
    public enum Status: String, Sendable {
        /// Its files are being written.
        case pending = "LOGGED_MODEL_PENDING"
        /// It can be used.
        case ready = "LOGGED_MODEL_READY"
        /// Its upload has failed.
        case failed = "LOGGED_MODEL_UPLOAD_FAILED"

        /// The number in the API.
        var number: Int64 {
            switch self {
            case .pending: 1
            case .ready: 2
            case .failed: 3
            }
        }
    }

    /// "m-" and 32 hexadecimal digits.
    public let id: String
    /// Its name.
    public let name: String
    /// Its experiment.
    public let experimentID: String
    /// The run that made it; nil when none is known.
    public let sourceRunID: String?
    /// How it stands.
    public let status: Status
    /// Where its files are.
    public let artifactURI: String
    /// Its params.
    public let params: [String: String]
    /// Its tags.
    public let tags: [String: String]

    init(_ json: JSONValue?) {
        let info = json?["info"]
        id = info?["model_id"]?.stringValue ?? ""
        name = info?["name"]?.stringValue ?? ""
        experimentID = info?["experiment_id"]?.stringValue ?? ""
        sourceRunID = info?["source_run_id"]?.stringValue
        status = Status(rawValue: info?["status"]?.stringValue ?? "") ?? .pending
        artifactURI = info?["artifact_uri"]?.stringValue ?? ""
        params = TrackingClient.dictionary(json?["data"]?["params"])
        tags = TrackingClient.dictionary(info?["tags"])
    }
}
