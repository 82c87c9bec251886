// Assay: a metric of a logged model.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayOperations

/// A value that a run has measured of a logged model.
struct LoggedModelMetric: Sendable {
    var modelID: String
    var key: String
    /// 0 for NaN, the largest finite number for an infinity: so MLflow keeps it.
    var value: Double
    var timestamp: Int64
    var step: Int64
    var runID: String
    var datasetName: String?
    var datasetDigest: String?
}

extension LoggedModelMetric {
    /// Refuses a metric that names half of a data set, of a model or not.
    static func checkDataset(_ request: Request) throws(APIError) {
        guard request.string("dataset_name").isEmpty == request.string("dataset_digest").isEmpty else {
            throw .invalidParameter("Both dataset_name and dataset_digest must be provided if one is provided")
        }
    }

    /// Reads a metric of a request; nil when it is of no model.
    init?(_ request: Request, runID: String) {
        guard let modelID = request.nonEmptyString("model_id") else { return nil }
        let value = MetricWrite.stored(request.double("value"))
        self.init(
            modelID: modelID, key: request.string("key"), value: value.isNaN ? 0 : value,
            timestamp: request.int64("timestamp"), step: request.int64("step"), runID: runID,
            datasetName: request.nonEmptyString("dataset_name"), datasetDigest: request.nonEmptyString("dataset_digest")
        )
    }
}

extension JSONWriter {
    /// A value of a metric of a logged model.
    mutating func loggedModelMetric(_ metric: LoggedModelMetric) {
        beginObject()
        member("key", metric.key)
        key("value")
        number(metric.value)
        member("timestamp", metric.timestamp)
        member("step", metric.step)
        member("dataset_name", ifThere: metric.datasetName)
        member("dataset_digest", ifThere: metric.datasetDigest)
        member("model_id", metric.modelID)
        member("run_id", metric.runID)
        endObject()
    }
}
