// Assay: a run, as a client sees it.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON

/// A run as the store had it when it was read.
public struct TrackedRun: Sendable {
    /// How a run stands.
    public enum Status: String, Sendable {
        /// It goes on.
        case running = "RUNNING"
        /// It is to begin.
        case scheduled = "SCHEDULED"
        /// It has ended well.
        case finished = "FINISHED"
        /// It has failed.
        case failed = "FAILED"
        /// It was ended from outside.
        case killed = "KILLED"
    }

    /// 32 hexadecimal digits.
    public let id: String
    /// Its name.
    public let name: String
    /// Its experiment.
    public let experimentID: String
    /// How it stands.
    public let status: Status
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public let startTime: Int64
    /// nil while it goes on.
    public let endTime: Int64?
    /// Where its artifacts are.
    public let artifactURI: String
    /// Whether it is not deleted.
    public let isActive: Bool
    /// The latest value of each metric.
    public let metrics: [String: Double]
    /// Its params.
    public let params: [String: String]
    /// Its tags.
    public let tags: [String: String]

    init(_ json: JSONValue?) {
        let info = json?["info"]
        id = info?["run_id"]?.stringValue ?? ""
        name = info?["run_name"]?.stringValue ?? ""
        experimentID = info?["experiment_id"]?.stringValue ?? ""
        status = Status(rawValue: info?["status"]?.stringValue ?? "") ?? .running
        startTime = info?["start_time"]?.intValue ?? 0
        endTime = info?["end_time"]?.intValue
        artifactURI = info?["artifact_uri"]?.stringValue ?? ""
        isActive = info?["lifecycle_stage"]?.stringValue == "active"
        var metrics: [String: Double] = [:]
        for metric in json?["data"]?["metrics"]?.arrayValue ?? [] {
            if let key = metric["key"]?.stringValue { metrics[key] = Self.double(metric["value"]) }
        }
        self.metrics = metrics
        params = TrackingClient.dictionary(json?["data"]?["params"])
        tags = TrackingClient.dictionary(json?["data"]?["tags"])
    }

    /// A double as protobuf's JSON has it: what is not finite is a text.
    static func double(_ json: JSONValue?) -> Double {
        switch json?.stringValue {
        case "NaN": .nan
        case "Infinity": .infinity
        case "-Infinity": -.infinity
        default: json?.doubleValue ?? 0
        }
    }
}
