// Assay: the operations on experiments.
// SPDX-License-Identifier: Apache-2.0

extension Operations {
    /// The operations on experiments.
    static let experiments: [Operation] = [
        Operation(
            "createExperiment", .post("/2.0/mlflow/experiments/create"), Access(.create, .experiment),
            request: [.string("name"), .string("artifact_location"), .messages("tags", .keyValue)],
            checks: [
                Check("name", .required, .string), Check("artifact_location", .string), Check("tags", .array),
            ]),
        Operation(
            "searchExperiments", .postOrGet("/2.0/mlflow/experiments/search"), Access(.any, .experiment),
            request: [
                .int64("max_results"), .string("page_token"), .string("filter"), .strings("order_by"),
                .enumeration("view_type", .viewType),
            ],
            checks: [
                Check("view_type", .whole), Check("max_results", .whole), Check("order_by", .array),
                Check("filter", .string), Check("page_token", .string),
            ]),
        Operation(
            "getExperiment", .get("/2.0/mlflow/experiments/get"), Access(.read, .experiment, "experiment_id"),
            request: [.string("experiment_id")], checks: [Check("experiment_id", .required, .string)]),
        Operation(
            "getExperimentByName", .get("/2.0/mlflow/experiments/get-by-name"),
            Access(.read, .experiment, "experiment_name"),
            request: [.string("experiment_name")], checks: [Check("experiment_name", .required, .string)]),
        Operation(
            "updateExperiment", .post("/2.0/mlflow/experiments/update"), Access(.edit, .experiment, "experiment_id"),
            request: [.string("experiment_id"), .string("new_name")],
            checks: [Check("experiment_id", .required, .string), Check("new_name", .string, .required)]),
        Operation(
            "deleteExperiment", .post("/2.0/mlflow/experiments/delete"), Access(.manage, .experiment, "experiment_id"),
            request: [.string("experiment_id")], checks: [Check("experiment_id", .required, .string)]),
        Operation(
            "restoreExperiment", .post("/2.0/mlflow/experiments/restore"),
            Access(.manage, .experiment, "experiment_id"),
            request: [.string("experiment_id")], checks: [Check("experiment_id", .required, .string)]),
        Operation(
            "setExperimentTag", .post("/2.0/mlflow/experiments/set-experiment-tag"),
            Access(.edit, .experiment, "experiment_id"),
            request: [.string("experiment_id"), .string("key"), .string("value")],
            checks: [
                Check("experiment_id", .required, .string), Check("key", .required, .string), Check("value", .string),
            ]),
        Operation(
            "deleteExperimentTag", .post("/2.0/mlflow/experiments/delete-experiment-tag"),
            Access(.edit, .experiment, "experiment_id"),
            request: [.string("experiment_id"), .string("key")],
            checks: [Check("experiment_id", .required, .string), Check("key", .required, .string)]),
        Operation(
            "searchDatasets",
            [Route(.post, "/2.0/mlflow/experiments/search-datasets", isAjaxOnly: true)],
            Access(.read, .experiment, "experiment_ids"),
            request: [.strings("experiment_ids")], refine: checkSearchedExperiments),
    ]

    /// A search for data sets names some experiments, but not too many.
    private static let checkSearchedExperiments: Operation.Refinement = { request, _ throws(APIError) in
        let count = request.strings("experiment_ids").count
        if count == 0 {
            throw .invalidParameter("SearchDatasets request must specify at least one experiment_id.")
        }
        if count > 20 {
            throw .invalidParameter(
                "SearchDatasets request cannot specify more than 20 experiment_ids. Received \(count) experiment_ids.")
        }
    }
}
