// Assay: what one request writes to a run besides, or instead of, metrics alone.
// SPDX-License-Identifier: Apache-2.0
internal import AssayOperations

/// Things that are written to a run together.
struct RunBatch {
    var params: [KeyValue] = []
    var metrics: [Metric] = []
    /// Those of the metrics that are of logged models.
    var ofModels: [LoggedModelMetric] = []
    var tags: [KeyValue] = []
}
