// Assay: the operations on the artifacts of runs.
// SPDX-License-Identifier: Apache-2.0

extension Operations {
    /// The operations on the artifacts of runs and logged models.
    static let runArtifacts: [Operation] = [
        Operation(
            "listArtifacts", .get("/2.0/mlflow/artifacts/list"), Access(.read, .run, "run_id", "run_uuid"),
            request: [.string("run_id"), .string("run_uuid"), .string("path"), .string("page_token")],
            checks: [Check("run_id", .string, .required), Check("path", .string), Check("page_token", .string)]),
        Operation(
            "createPresignedUploadUrl", .post("/2.0/mlflow/artifacts/presigned-upload-url"),
            Access(.edit, .run, "run_id", "model_id"),
            request: [
                .string("run_id"), .string("path"), .int64("expiration", default: 900), .string("model_id"),
            ],
            checks: [
                Check("run_id", .string), Check("model_id", .string), Check("path", .required, .string),
                Check("expiration", .whole),
            ],
            refine: checkOneOwner),
        Operation(
            "createPresignedDownloadUrl", .post("/2.0/mlflow/artifacts/presigned-download-url"),
            Access(.read, .run, "run_id"), isWrite: false,
            request: [.string("run_id"), .string("path"), .int64("expiration")],
            checks: [
                Check("run_id", .required, .string), Check("path", .required, .string), Check("expiration", .whole),
            ]),
    ]

    /// An upload is for a run or for a logged model.
    private static let checkOneOwner: Operation.Refinement = { request, _ throws(APIError) in
        if request.string("run_id").isEmpty == request.string("model_id").isEmpty {
            throw .invalidParameter("Exactly one of run_id and model_id must be provided.")
        }
    }
}
