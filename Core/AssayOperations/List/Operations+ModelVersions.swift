// Assay: the operations on versions of registered models.
// SPDX-License-Identifier: Apache-2.0

extension Operations {
    private static let readVersion = Access(.read, .registeredModel, "name")
    private static let editVersion = Access(.edit, .registeredModel, "name")
    private static let removeVersion = Access(.manage, .registeredModel, "name")

    private static let version: [FieldSchema] = [.string("name"), .string("version")]
    private static let hasVersion = [Check("name", .string, .required), Check("version", .string, .required)]

    /// The operations on versions of registered models.
    static let modelVersions: [Operation] = [
        Operation(
            "createModelVersion", .post("/2.0/mlflow/model-versions/create"), editVersion,
            after: ["create_model_version"],
            request: [
                .string("name"), .string("source"), .string("run_id"), .messages("tags", .keyValue),
                .string("run_link"), .string("description"), .string("model_id"),
            ],
            checks: [
                Check("name", .string, .required), Check("source", .string, .required), Check("run_id", .string),
                Check("tags", .array), Check("run_link", .string), Check("description", .string),
                Check("model_id", .string),
            ]),
        Operation(
            "updateModelVersion", .patch("/2.0/mlflow/model-versions/update"), editVersion,
            request: version + [.string("description")], checks: hasVersion + [Check("description", .string)]),
        Operation(
            "transitionModelVersionStage", .post("/2.0/mlflow/model-versions/transition-stage"), editVersion,
            after: ["transition_stage"],
            request: version + [.string("stage"), .bool("archive_existing_versions")],
            checks: hasVersion + [Check("stage", .string, .required), Check("archive_existing_versions", .bool)]),
        Operation(
            "deleteModelVersion", .delete("/2.0/mlflow/model-versions/delete"), removeVersion,
            request: version, checks: hasVersion),
        Operation(
            "getModelVersion", .get("/2.0/mlflow/model-versions/get"), readVersion,
            request: version, checks: hasVersion),
        Operation(
            "searchModelVersions", .get("/2.0/mlflow/model-versions/search"), Access(.any, .registeredModel),
            request: [
                .string("filter"), .int64("max_results", default: 200_000), .strings("order_by"),
                .string("page_token"),
            ],
            checks: [
                Check("filter", .string), Check("max_results", .whole, .atMost(200_000)),
                Check("order_by", .array, .elementsAreStrings), Check("page_token", .string),
            ]),
        Operation(
            "getModelVersionDownloadUri", .get("/2.0/mlflow/model-versions/get-download-uri"), readVersion,
            request: version),
        Operation(
            "setModelVersionTag", .post("/2.0/mlflow/model-versions/set-tag"), editVersion,
            request: version + [.string("key"), .string("value")],
            checks: hasVersion + [Check("key", .string, .required), Check("value", .string)]),
        Operation(
            "deleteModelVersionTag", .delete("/2.0/mlflow/model-versions/delete-tag"), removeVersion,
            request: version + [.string("key")], checks: hasVersion + [Check("key", .string, .required)]),
    ]
}
