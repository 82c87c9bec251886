// Assay: uploads in parts and presigned URLs.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit
import AssayOperations
import CAssay

/// Operations that only some stores have: the client sends parts, or reads, without us.
struct Multipart {
    /// How long a presigned URL lasts, in seconds; MLflow's default.
    private static let lifetime = 900

    private let operation: AssayOperations.Operation
    private let service: ArtifactService
    private let exchange: Exchange

    init(_ operation: AssayOperations.Operation, _ service: ArtifactService, _ exchange: Exchange) {
        self.operation = operation
        self.service = service
        self.exchange = exchange
    }

    func run(_ folder: String) async throws -> RouteAnswer? {
        let store = try service.artifacts()
        let capabilities = store.capabilities
        guard operation.name != "getPresignedDownloadUrl" else {
            guard capabilities.canPresignReads else { throw Self.missing("download") }
            return try await presign(store, folder)
        }
        if let refusal = ContentTypeRule.refusal(exchange.header("content-type")) { throw refusal }
        let request = try Request.read(operation, body: exchange.body)
        guard capabilities.hasMultipart else { throw Self.missing("upload") }
        let path = request.string("path")
        let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        guard !name.isEmpty, let key = try? ArtifactKey(plain: "\(folder)/\(name)") else { throw ArtifactPath.invalid }
        try await service.permit(operation.name, key, exchange)
        do {
            return try await run(store, key, request)
        } catch let error as AssayError {
            throw ArtifactFailure(error, key.text)
        }
    }

    private func run(_ store: ArtifactStore, _ key: ArtifactKey, _ request: Request) async throws -> RouteAnswer {
        switch operation.name {
        case "createMultipartUpload":
            let count = Int(clamping: request.int64("num_parts"))
            guard (1...max(1, store.capabilities.mostParts)).contains(count) else {
                throw APIError.invalidParameter(
                    "num_parts must be from 1 to \(store.capabilities.mostParts), got \(count)")
            }
            let upload = try await store.beginMultipart(key, partCount: count)
            return Self.json { Self.write(upload, to: &$0) }
        case "completeMultipartUpload":
            let parts = request.messages("parts").map { part in
                ArtifactPart(number: Int(clamping: part.int64("part_number")), etag: part.string("etag"))
            }
            try await store.completeMultipart(key, upload: request.string("upload_id"), parts: parts)
            service.tell(operation.name, key, exchange, run: RunPlace(key))
        default: try await store.abortMultipart(key, upload: request.string("upload_id"))
        }
        return Self.json { _ in }
    }

    private func presign(_ store: ArtifactStore, _ path: String) async throws -> RouteAnswer {
        guard let key = try? ArtifactKey(plain: path) else { throw ArtifactPath.invalid }
        try await service.permit(operation.name, key, exchange)
        do {
            let info = try await store.stat(key)
            let url = try await store.presign(key, isWrite: false, seconds: Self.lifetime)
            return Self.json { writer in
                writer.member("url", url.url)
                Self.write(url.headers, to: &writer)
                writer.key("file_size")
                writer.integer(Int64(clamping: info.size))
            }
        } catch {
            throw ArtifactFailure(error, path)
        }
    }

    private static func write(_ upload: MultipartUpload, to writer: inout JSONWriter) {
        writer.member("upload_id", upload.id)
        writer.key("credentials")
        writer.beginArray()
        for part in upload.parts {
            writer.beginObject()
            writer.member("url", part.url)
            writer.key("part_number")
            writer.integer(Int64(part.number))
            write(part.headers, to: &writer)
            writer.endObject()
        }
        writer.endArray()
    }

    private static func write(_ headers: [(name: String, value: String)], to writer: inout JSONWriter) {
        writer.key("headers")
        writer.beginObject()
        for (name, value) in headers { writer.member(name, value) }
        writer.endObject()
    }

    private static func missing(_ what: String) -> APIError {
        APIError(.notImplemented, "Multipart \(what) is not supported for the current artifact repository")
    }

    private static func json(_ write: (inout JSONWriter) -> Void) -> RouteAnswer {
        var writer = JSONWriter()
        writer.beginObject()
        write(&writer)
        writer.endObject()
        return RouteAnswer(status: 200, headers: [("content-type", "application/json")], body: writer.bytes)
    }
}
