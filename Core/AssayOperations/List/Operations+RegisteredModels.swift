// Assay: the operations on registered models and their aliases.
// SPDX-License-Identifier: Apache-2.0

extension Operations {
    private static let readModel = Access(.read, .registeredModel, "name")
    private static let editModel = Access(.edit, .registeredModel, "name")

    private static let name = Check("name", .string, .required)

    /// The operations on registered models and their aliases.
    static let registeredModels: [Operation] = [
        Operation(
            "createRegisteredModel", .post("/2.0/mlflow/registered-models/create"),
            Access(.create, .registeredModel), after: ["register_model"],
            request: [
                .string("name"), .messages("tags", .keyValue), .string("description"), .string("deployment_job_id"),
            ],
            checks: [name, Check("tags", .array), Check("description", .string)]),
        Operation(
            "renameRegisteredModel", .post("/2.0/mlflow/registered-models/rename"), editModel,
            request: [.string("name"), .string("new_name")],
            checks: [name, Check("new_name", .string, .required)]),
        Operation(
            "updateRegisteredModel", .patch("/2.0/mlflow/registered-models/update"), editModel,
            request: [.string("name"), .string("description"), .string("deployment_job_id")],
            checks: [name, Check("description", .string)]),
        Operation(
            "deleteRegisteredModel", .delete("/2.0/mlflow/registered-models/delete"),
            Access(.manage, .registeredModel, "name"), request: [.string("name")], checks: [name]),
        Operation(
            "getRegisteredModel", .get("/2.0/mlflow/registered-models/get"), readModel,
            request: [.string("name")], checks: [name]),
        Operation(
            "searchRegisteredModels", .get("/2.0/mlflow/registered-models/search"), Access(.any, .registeredModel),
            request: [
                .string("filter"), .int64("max_results", default: 100), .strings("order_by"), .string("page_token"),
            ],
            checks: [
                Check("filter", .string), Check("max_results", .whole, .atMost(1000)),
                Check("order_by", .array, .elementsAreStrings), Check("page_token", .string),
            ]),
        Operation(
            "getLatestVersions", .postOrGet("/2.0/mlflow/registered-models/get-latest-versions"), readModel,
            request: [.string("name"), .strings("stages")],
            checks: [name, Check("stages", .array, .elementsAreStrings)]),
        Operation(
            "setRegisteredModelTag", .post("/2.0/mlflow/registered-models/set-tag"), editModel,
            request: [.string("name"), .string("key"), .string("value")],
            checks: [name, Check("key", .string, .required), Check("value", .string)]),
        Operation(
            "deleteRegisteredModelTag", .delete("/2.0/mlflow/registered-models/delete-tag"), editModel,
            request: [.string("name"), .string("key")], checks: [name, Check("key", .string, .required)]),
        Operation(
            "setRegisteredModelAlias", .post("/2.0/mlflow/registered-models/alias"), editModel, after: ["set_alias"],
            request: [.string("name"), .string("alias"), .string("version")],
            checks: [name, Check("alias", .string, .required), Check("version", .string, .required)]),
        Operation(
            "deleteRegisteredModelAlias", .delete("/2.0/mlflow/registered-models/alias"), editModel,
            request: [.string("name"), .string("alias")], checks: [name, Check("alias", .string, .required)]),
        Operation(
            "getModelVersionByAlias", .get("/2.0/mlflow/registered-models/alias"), readModel,
            request: [.string("name"), .string("alias")], checks: [name, Check("alias", .string, .required)]),
    ]
}
