// Assay: removes artifacts.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayOperations
import CAssay

/// A removal; what is not there is removed already.
struct Removal {
    private let service: ArtifactService
    private let exchange: Exchange

    init(_ service: ArtifactService, _ exchange: Exchange) {
        self.service = service
        self.exchange = exchange
    }

    func run(_ path: String) async throws -> RouteAnswer? {
        let store = try service.artifacts()
        // What is too long for a key is not there.
        if let key = try? ArtifactKey(plain: path) {
            // MLflow would remove the whole store.
            guard !key.isRoot else { throw ArtifactPath.invalid }
            try await service.permit("deleteArtifact", key, exchange)
            do {
                try await store.remove(key)
            } catch let error as AssayError {
                if error.status != .ASSAY_STATUS_NOT_FOUND { throw ArtifactFailure(error, path) }
            }
        }
        return RouteAnswer(status: 200, headers: [("content-type", "application/json")], body: Array("{}".utf8))
    }
}
