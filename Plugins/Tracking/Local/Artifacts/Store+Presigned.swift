// Assay: presigned URLs of artifacts.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations

extension Store {
    /// Artifacts of this server go through it, and others' are not opened: there is nothing to sign.
    static let presignHandlers: [String: Handler] = [
        "createPresignedUploadUrl": { store, call throws(APIError) in
            let request = call.request
            let (run, model) = (request.string("run_id"), request.string("model_id"))
            try ArtifactPath.check(request.string("path"))
            let uri: String
            if run.isEmpty {
                uri = try await store.activeLoggedModel(model).artifactLocation
            } else {
                uri = try await store.run(run).artifactURI
            }
            throw Store.refusal(
                uri, proxied: "Presigned upload is not supported for proxied artifact storage",
                need: "a direct cloud storage artifact URI", "upload")
        },
        "createPresignedDownloadUrl": { store, call throws(APIError) in
            let request = call.request
            try ArtifactPath.check(request.string("path"))
            let seconds = request.optionalInt64("expiration") ?? 900
            guard (1...604_800).contains(seconds) else {
                throw .invalidParameter("expiration must be between 1 and 604800 seconds (got \(seconds)).")
            }
            throw Store.refusal(
                try await store.run(request.string("run_id")).artifactURI,
                proxied: "Presigned download is not supported for runs with proxied artifact storage",
                need: "a run with a direct cloud storage artifact URI", "download")
        },
    ]

    private static func refusal(_ uri: String, proxied: String, need: String, _ what: String) -> APIError {
        let scheme = uri.prefix { $0 != ":" }.lowercased()
        guard ["http", "https", "mlflow-artifacts"].contains(scheme) else {
            return APIError(
                .notImplemented, "Presigned \(what) is not supported for the current artifact repository")
        }
        return .invalidParameter(
            "\(proxied) (artifact URI scheme: \(scheme)). This endpoint requires \(need).")
    }
}
