// Assay: what runs hold.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayKit

/// What a run holds, each part as rows of the batch that read it, lent by `RunDataReader`.
struct RunData {
    var metrics: [Metric] = []
    var params: [KeyValue] = []
    var tags: [KeyValue] = []
    var datasets: [DatasetInput] = []
    var modelInputs: [String] = []
    var modelOutputs: [(id: String, step: Int64)] = []
}

/// The latest value of a metric.
struct Metric: Sendable {
    var key: String
    var value: Double
    var timestamp: Int64
    var step: Int64
}

/// A data set that a run has read.
struct DatasetInput: Sendable {
    var number: Int64
    var name: String
    var digest: String
    var sourceType: String
    var source: String
    var schema: String?
    var profile: String?
    var tags: [KeyValue] = []
}

extension JSONWriter {
    /// A value of a metric.
    mutating func metric(_ metric: Metric) {
        beginObject()
        member("key", metric.key)
        key("value")
        number(metric.value)
        member("timestamp", metric.timestamp)
        member("step", metric.step)
        endObject()
    }

    /// A data set that a run has read.
    mutating func datasetInput(_ input: DatasetInput) {
        beginObject()
        member("tags", input.tags) { $0.keyValue($1) }
        member("dataset") { writer in
            writer.member("name", input.name)
            writer.member("digest", input.digest)
            writer.member("source_type", input.sourceType)
            writer.member("source", input.source)
            writer.member("schema", ifThere: input.schema)
            writer.member("profile", ifThere: input.profile)
        }
        endObject()
    }

    /// A run with its data. A new run has no outputs yet; searches leave the models that a run has read out.
    mutating func run(_ run: Run, _ data: RunData, hasOutputs: Bool = true, hasModelInputs: Bool = true) {
        beginObject()
        key("info")
        runInfo(run)
        member("data") { writer in
            writer.member("metrics", data.metrics) { $0.metric($1) }
            writer.member("params", data.params) { $0.keyValue($1) }
            writer.member("tags", data.tags) { $0.keyValue($1) }
        }
        member("inputs") { writer in
            writer.member("dataset_inputs", data.datasets) { $0.datasetInput($1) }
            guard hasModelInputs else { return }
            writer.member("model_inputs", data.modelInputs) { writer, id in
                writer.beginObject()
                writer.member("model_id", id)
                writer.endObject()
            }
        }
        if hasOutputs {
            member("outputs") { writer in
                writer.member("model_outputs", data.modelOutputs) { writer, output in
                    writer.beginObject()
                    writer.member("model_id", output.id)
                    writer.member("step", output.step)
                    writer.endObject()
                }
            }
        }
        endObject()
    }
}
