// Assay: the operations on runs.
// SPDX-License-Identifier: Apache-2.0

extension Operations {
    /// A run may also be named by the field of old clients.
    private static let runNames: [FieldSchema] = [.string("run_id"), .string("run_uuid")]

    private static let editRun = Access(.edit, .run, "run_id", "run_uuid")

    /// The operations on runs.
    static let runs: [Operation] = [
        Operation(
            "createRun", .post("/2.0/mlflow/runs/create"), Access(.edit, .experiment, "experiment_id"),
            after: ["create_run"],
            request: [
                .string("experiment_id"), .string("user_id"), .string("run_name"), .int64("start_time"),
                .messages("tags", .keyValue),
            ],
            checks: [Check("experiment_id", .string), Check("start_time", .whole), Check("run_name", .string)]),
        Operation(
            "updateRun", .post("/2.0/mlflow/runs/update"), editRun, after: ["update_run"],
            request: runNames + [.enumeration("status", .runStatus), .int64("end_time"), .string("run_name")],
            checks: [
                Check("run_id", .required, .string), Check("end_time", .whole), Check("status", .string),
                Check("run_name", .string),
            ]),
        Operation(
            "deleteRun", .post("/2.0/mlflow/runs/delete"), Access(.manage, .run, "run_id"),
            request: [.string("run_id")], checks: [Check("run_id", .required, .string)]),
        Operation(
            "restoreRun", .post("/2.0/mlflow/runs/restore"), Access(.manage, .run, "run_id"),
            request: [.string("run_id")], checks: [Check("run_id", .required, .string)]),
        Operation(
            "getRun", .get("/2.0/mlflow/runs/get"), Access(.read, .run, "run_id", "run_uuid"),
            request: runNames, checks: [Check("run_id", .required, .string)]),
        Operation(
            "searchRuns", .post("/2.0/mlflow/runs/search"), Access(.any, .experiment, "experiment_ids"),
            request: [
                .strings("experiment_ids"), .string("filter"), .enumeration("run_view_type", .viewType),
                .int32("max_results", default: 1000), .strings("order_by"), .string("page_token"),
            ],
            checks: [
                Check("experiment_ids", .array), Check("filter", .string),
                Check("max_results", .whole, .atMost(50000)), Check("order_by", .array, .elementsAreStrings),
            ]),
        Operation(
            "logParam", .post("/2.0/mlflow/runs/log-parameter"), editRun, after: ["log_param"],
            request: runNames + [.string("key"), .string("value")],
            checks: [
                Check("run_id", .required, .string), Check("key", .required, .string), Check("value", .string),
            ]),
        Operation(
            "setTag", .post("/2.0/mlflow/runs/set-tag"), editRun, after: ["set_tag"],
            request: runNames + [.string("key"), .string("value")],
            checks: [
                Check("run_id", .required, .string), Check("key", .required, .string), Check("value", .string),
            ]),
        Operation(
            "deleteTag", .post("/2.0/mlflow/runs/delete-tag"), Access(.edit, .run, "run_id"),
            request: [.string("run_id"), .string("key")],
            checks: [Check("run_id", .required, .string), Check("key", .required, .string)]),
        Operation(
            "logInputs", .post("/2.0/mlflow/runs/log-inputs"), Access(.edit, .run, "run_id"),
            request: [.string("run_id"), .messages("datasets", .datasetInput), .messages("models", .modelInput)],
            checks: [Check("run_id", .required, .string), Check("datasets", .array), Check("models", .array)]),
        Operation(
            "logOutputs", .post("/2.0/mlflow/runs/outputs"), Access(.edit, .run, "run_id"),
            request: [.string("run_id"), .messages("models", .modelOutput)],
            checks: [Check("run_id", .required, .string), Check("models", .required, .array)]),
        Operation(
            "logModel", .post("/2.0/mlflow/runs/log-model"), Access(.edit, .run, "run_id"),
            request: [.string("run_id"), .string("model_json")],
            checks: [Check("run_id", .string, .required), Check("model_json", .string, .required)],
            refine: checkModelInfo),
    ]

    /// The description of a model is an object with some members.
    private static let checkModelInfo: Operation.Refinement = { request, _ throws(APIError) in
        var text = request.string("model_json")
        let value = text.withUTF8 { try? PythonJSON.parseUTF8(UnsafeRawBufferPointer($0)) }
        guard let value else {
            throw .invalidParameter("Malformed model info. \n \(text) \n is not a valid JSON.")
        }
        guard case .object(let model) = value else { throw .serverFault("model info is a \(value.typeName)") }
        let missing = ["artifact_path", "flavors", "utc_time_created", "run_id"].filter { model[$0] == nil }
        guard missing.isEmpty else {
            let names = missing.map { PythonText.repr($0) }.joined(separator: ", ")
            throw .invalidParameter("Model json is missing mandatory fields: {\(names)}")
        }
    }
}
