// Assay: the operations on logged models.
// SPDX-License-Identifier: Apache-2.0

extension Operations {
    private static let model = "/2.0/mlflow/logged-models/{model_id}"

    private static let editModel = Access(.edit, .loggedModel, "model_id")

    /// The operations on logged models.
    static let loggedModels: [Operation] = [
        Operation(
            "createLoggedModel", .post("/2.0/mlflow/logged-models"), Access(.edit, .experiment, "experiment_id"),
            request: [
                .string("experiment_id"), .string("name"), .string("model_type"), .string("source_run_id"),
                .messages("params", .keyValue), .messages("tags", .keyValue),
            ],
            checks: [
                Check("experiment_id", .string, .required), Check("name", .string), Check("model_type", .string),
                Check("source_run_id", .string), Check("params", .array), Check("tags", .array),
            ]),
        // The body says which model, not the path: so does MLflow.
        Operation(
            "finalizeLoggedModel", .patch(model), editModel,
            request: [.string("model_id"), .enumeration("status", .loggedModelStatus)],
            checks: [Check("model_id", .string, .required), Check("status", .whole, .required)],
            bodyNames: ["model_id"]),
        Operation(
            "getLoggedModel", .get(model), Access(.read, .loggedModel, "model_id"),
            request: [.path("model_id"), .query("allow_deleted")], readsMessage: false),
        Operation(
            "deleteLoggedModel", .delete(model), Access(.manage, .loggedModel, "model_id"),
            request: [.path("model_id")], readsMessage: false),
        Operation(
            "searchLoggedModels", .post("/2.0/mlflow/logged-models/search"),
            Access(.any, .experiment, "experiment_ids"),
            request: [
                .strings("experiment_ids"), .string("filter"), .messages("datasets", .searchedDataset),
                .int32("max_results", default: 50), .messages("order_by", .loggedModelOrder), .string("page_token"),
            ],
            checks: [
                Check("experiment_ids", .array, .elementsAreStrings, .required), Check("filter", .string),
                Check("datasets", .array), Check("max_results", .whole), Check("order_by", .array),
                Check("page_token", .string),
            ]),
        Operation(
            "setLoggedModelTags", .patch(model + "/tags"), editModel,
            request: [.string("model_id"), .messages("tags", .keyValue)], checks: [Check("tags", .array)]),
        Operation(
            "deleteLoggedModelTag", .delete(model + "/tags/{tag_key}"), Access(.manage, .loggedModel, "model_id"),
            request: [.path("model_id"), .path("tag_key")], readsMessage: false),
        Operation(
            "listLoggedModelArtifacts", .get(model + "/artifacts/directories"),
            Access(.read, .loggedModel, "model_id"),
            request: [.string("model_id"), .string("artifact_directory_path"), .string("page_token")],
            checks: [Check("artifact_directory_path", .string)]),
        Operation(
            "logLoggedModelParams", .post(model + "/params"), editModel,
            request: [.string("model_id"), .messages("params", .keyValue)],
            checks: [Check("model_id", .string, .required), Check("params", .array)]),
    ]
}
