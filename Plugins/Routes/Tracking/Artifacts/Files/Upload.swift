// Assay: takes an artifact.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay

/// An upload whose body comes in pieces.
struct Upload {
    private static let operation = "uploadArtifact"

    private let service: ArtifactService
    private let exchange: Exchange
    private let key: ArtifactKey

    init(_ service: ArtifactService, _ exchange: Exchange, _ key: ArtifactKey) {
        self.service = service
        self.exchange = exchange
        self.key = key
    }

    /// Takes the body into the store. False when the peer has gone: the exchange is ended then, and nothing is stored.
    func run() async throws -> Bool {
        try await service.permit(Self.operation, key, exchange)
        do {
            let hint = exchange.contentLength.map { UInt64(clamping: $0) }
            let writer = try await service.artifacts().openWriter(key, sizeHint: hint)
            do {
                while let piece = try await exchange.read() { try await writer.write(piece) }
            } catch {
                writer.abort()
                throw error
            }
            try await writer.commit()
            return true
        } catch let error as AssayError where Self.isGone(error) {
            exchange.abort()
            return false
        } catch let error as AssayError {
            throw Self.failure(error, key)
        }
    }

    /// Writes bytes that are there.
    func run(_ bytes: [UInt8]) async throws {
        try await service.permit(Self.operation, key, exchange)
        do {
            let writer = try await service.artifacts().openWriter(key, sizeHint: UInt64(bytes.count))
            do { try await writer.write(bytes) } catch {
                writer.abort()
                throw error
            }
            try await writer.commit()
        } catch let error as AssayError {
            throw Self.failure(error, key)
        }
    }

    private static func isGone(_ error: AssayError) -> Bool {
        error.status == .ASSAY_STATUS_CANCELLED || error.status == .ASSAY_STATUS_DEADLINE_EXCEEDED
    }

    /// MLflow's own code fails where a folder is in the way.
    private static func failure(_ error: AssayError, _ key: ArtifactKey) -> ArtifactFailure {
        error.status == .ASSAY_STATUS_FAILED_PRECONDITION ? .fault : ArtifactFailure(error, key.text)
    }
}
