// Assay: the operations of the artifact proxy.
// SPDX-License-Identifier: Apache-2.0

extension Operations {
    private static let artifacts = "/2.0/mlflow-artifacts/artifacts"
    private static let uploads = "/2.0/mlflow-artifacts/mpu"
    private static let rest = "/{artifact_path...}"

    private static let readPath = Access(.read, .artifactPath, "artifact_path")
    private static let editPath = Access(.edit, .artifactPath, "artifact_path")

    /// The operations of the artifact proxy. `downloadArtifact` answers with, and `uploadArtifact` takes, plain bytes.
    static let proxiedArtifacts: [Operation] = [
        Operation(
            "downloadArtifact", .get(artifacts + rest), readPath,
            request: [.path("artifact_path")], readsMessage: false),
        Operation(
            "uploadArtifact", .put(artifacts + rest), editPath, after: ["log_artifact"],
            request: [.path("artifact_path")], readsMessage: false),
        // MLflow calls it listArtifacts, as it does the one of runs.
        Operation(
            "listProxiedArtifacts", .get(artifacts), Access(.read, .artifactPath, "path"),
            request: [.string("path")]),
        Operation(
            "deleteArtifact", .delete(artifacts + rest), Access(.manage, .artifactPath, "artifact_path"),
            request: [.path("artifact_path")]),
        Operation(
            "createMultipartUpload", .post(uploads + "/create" + rest), editPath,
            request: [.path("artifact_path"), .string("path"), .int64("num_parts")],
            checks: [Check("path", .required, .string), Check("num_parts", .whole)]),
        Operation(
            "completeMultipartUpload", .post(uploads + "/complete" + rest), editPath, after: ["log_artifact"],
            request: [
                .path("artifact_path"), .string("path"), .string("upload_id"), .messages("parts", .uploadPart),
            ],
            checks: [Check("path", .required, .string), Check("upload_id", .string), Check("parts", .required)]),
        Operation(
            "abortMultipartUpload", .post(uploads + "/abort" + rest), editPath,
            request: [.path("artifact_path"), .string("path"), .string("upload_id")],
            checks: [Check("path", .required, .string), Check("upload_id", .string)]),
        Operation(
            "getPresignedDownloadUrl", .get("/2.0/mlflow-artifacts/presigned" + rest), readPath,
            request: [.path("artifact_path")], readsMessage: false),
    ]
}
