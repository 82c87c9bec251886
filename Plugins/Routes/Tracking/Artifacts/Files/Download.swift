// Assay: sends an artifact.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayOperations
import CAssay

/// A download: what is sent, and to whom.
struct Download {
    private static let boundaryBytes = 13

    let exchange: Exchange
    let service: ArtifactService
    let style: AnswerStyle
    let key: ArtifactKey
    /// The path in messages.
    let shown: String
    /// The file's name for the client.
    let name: String

    /// Answers; nil when it has ended the exchange itself.
    func run() async throws -> RouteAnswer? {
        let store = try service.artifacts()
        try await service.permit("downloadArtifact", key, exchange)
        let info: ArtifactInfo
        do {
            info = try await store.stat(key)
        } catch {
            throw ArtifactFailure(error, shown)
        }
        guard !info.isDirectory else { throw ArtifactFailure.isFolder(shown) }
        return try await style == .native ? runNative(store, info) : runFlask(store, info)
    }

    private func runNative(_ store: ArtifactStore, _ info: ArtifactInfo) async throws -> RouteAnswer? {
        var choice = ByteRanges.whole
        if let header = exchange.header("range"), takesRange(info) { choice = ByteRanges(header, size: info.size) }
        switch choice {
        case .malformed(let text): return RouteAnswer(status: 400, text: text)
        case .unsatisfiable:
            return RouteAnswer(
                status: 416,
                headers: [("content-type", "text/plain; charset=utf-8"), ("content-range", "bytes */\(info.size)")])
        case .whole: return try await send(store, info, 200, 0..<info.size)
        case .one(let range): return try await send(store, info, 206, range)
        case .several(let ranges): return try await sendParts(store, info, ranges)
        }
    }

    private func takesRange(_ info: ArtifactInfo) -> Bool {
        guard let header = exchange.header("if-range") else { return true }
        return header == "\"\(info.etag)\"" || header == HTTPTime.text(info.modified)
    }

    private func runFlask(_ store: ArtifactStore, _ info: ArtifactInfo) async throws -> RouteAnswer? {
        switch Conditions(exchange, info) {
        case .whole: return try await send(store, info, 200, 0..<info.size)
        case .failed: return try await send(store, info, 412, 0..<info.size)
        case .one(let range): return try await send(store, info, 206, range)
        case .notModified:
            return RouteAnswer(status: 304, headers: headers(info).filter { Self.keptWithoutBody.contains($0.name) })
        case .unsatisfiable:
            var answer = RouteAnswer(APIError(page: .unsatisfiable, code: .badRequest, "no such range"))
            answer.headers.append(("content-range", "bytes */\(info.size)"))
            return answer
        }
    }

    private static let keptWithoutBody: Set<String> = ["content-disposition", "cache-control", "etag", "accept-ranges"]

    /// The headers of every answer with a file.
    func headers(_ info: ArtifactInfo, mediaType: String? = nil) -> [(name: String, value: String)] {
        var headers = [
            ("content-type", mediaType ?? service.mediaType(name)),
            ("content-disposition", ContentDisposition.attachment(name)), ("accept-ranges", "bytes"),
            ("last-modified", HTTPTime.text(info.modified)), ("etag", "\"\(info.etag)\""),
        ]
        if style == .flask { headers.append(("cache-control", "no-cache")) }
        return headers
    }

    private func send(
        _ store: ArtifactStore, _ info: ArtifactInfo, _ status: Int, _ range: Range<UInt64>
    ) async throws -> RouteAnswer? {
        var headers = headers(info)
        if status == 206 {
            headers.append(("content-range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(info.size)"))
        }
        let length = UInt64(range.count)
        guard exchange.method != "HEAD" else {
            exchange.begin(status, headers: headers, contentLength: Int64(clamping: length))
            exchange.end()
            return nil
        }
        let reader = try await open(store, info, range)
        defer { reader.close() }
        exchange.begin(status, headers: headers, contentLength: Int64(clamping: length))
        await finish { try await copy(reader) }
        return nil
    }

    private func sendParts(
        _ store: ArtifactStore, _ info: ArtifactInfo, _ ranges: [Range<UInt64>]
    ) async throws -> RouteAnswer? {
        let boundary = (0..<Self.boundaryBytes).map { _ in
            let byte = String(UInt8.random(in: 0 ... .max), radix: 16)
            return byte.utf8.count < 2 ? "0\(byte)" : byte
        }.joined()
        let type = service.mediaType(name)
        let heads = ranges.map { range in
            "--\(boundary)\r\nContent-Type: \(type)\r\n"
                + "Content-Range: bytes \(range.lowerBound)-\(range.upperBound - 1)/\(info.size)\r\n\r\n"
        }
        let end = "--\(boundary)--"
        let length = zip(ranges, heads).reduce(end.utf8.count) { $0 + $1.0.count + $1.1.utf8.count + 2 }
        let multipart = "multipart/byteranges; boundary=\(boundary)"
        exchange.begin(206, headers: headers(info, mediaType: multipart), contentLength: Int64(length))
        await finish {
            guard exchange.method != "HEAD" else { return }
            for (range, head) in zip(ranges, heads) {
                try await exchange.write(Array(head.utf8))
                let reader = try await open(store, info, range)
                defer { reader.close() }
                try await copy(reader)
                try await exchange.write([0x0D, 0x0A])
            }
            try await exchange.write(Array(end.utf8))
        }
        return nil
    }

    /// Opens what `info` has described; when it was replaced meanwhile, the client asks again.
    private func open(
        _ store: ArtifactStore, _ info: ArtifactInfo, _ range: Range<UInt64>
    ) async throws -> ArtifactReader {
        do {
            let reader = try await store.openReader(key, offset: range.lowerBound, length: UInt64(range.count))
            guard reader.info == info else {
                reader.close()
                throw AssayError(.ASSAY_STATUS_UNAVAILABLE, "the artifact is being replaced; try again")
            }
            return reader
        } catch {
            throw ArtifactFailure(error, shown)
        }
    }

    private func copy(_ reader: ArtifactReader) async throws {
        while true {
            let piece = try await reader.read()
            if piece.isEmpty { return }
            try await exchange.write(piece)
        }
    }

    /// Ends an answer that was begun: as a whole, or, when `body` throws, so that the client sees that it is not whole.
    private func finish(_ body: () async throws -> Void) async {
        do {
            try await body()
            exchange.end()
        } catch {
            if (error as? AssayError)?.status != .ASSAY_STATUS_CANCELLED { service.log("\(key): \(error)") }
            exchange.abort()
        }
    }
}

extension Exchange {
    /// Sends a piece.
    func write(_ bytes: [UInt8]) async throws {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 16)
        defer { memory.deallocate() }
        memory.copyBytes(from: bytes)
        try await write(UnsafeRawBufferPointer(rebasing: memory.prefix(bytes.count)))
    }
}

extension APIError.Page {
    /// What Flask answers to a range that a file does not have.
    static let unsatisfiable = APIError.Page(
        status: 416,
        text: """
            <!doctype html>
            <html lang=en>
            <title>416 Requested Range Not Satisfiable</title>
            <h1>Requested Range Not Satisfiable</h1>
            <p>The server cannot provide the requested range.</p>

            """)
}
