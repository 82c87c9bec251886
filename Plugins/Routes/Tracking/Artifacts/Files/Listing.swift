// Assay: lists a folder of artifacts.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit
import CAssay

/// A list of a folder, sent page by page when it is long.
struct Listing {
    private let service: ArtifactService
    private let exchange: Exchange

    init(_ service: ArtifactService, _ exchange: Exchange) {
        self.service = service
        self.exchange = exchange
    }

    /// Lists what a path names; an artifact, or nothing, has nothing in it.
    func run(_ path: String) async throws -> RouteAnswer? {
        let store = try service.artifacts()
        guard let key = try? ArtifactKey(plain: path) else { throw ArtifactFailure.fault }
        let page: ArtifactPage
        do {
            page = try await store.list(key)
        } catch let error as AssayError {
            let isEmpty = error.status == .ASSAY_STATUS_NOT_FOUND || error.status == .ASSAY_STATUS_FAILED_PRECONDITION
            guard isEmpty else { throw ArtifactFailure(error, path) }
            page = ArtifactPage(entries: [])
        }
        var writer = JSONWriter()
        writer.beginObject()
        if !page.entries.isEmpty {
            writer.key("files")
            writer.beginArray()
            for entry in page.entries { Self.write(entry, to: &writer) }
        }
        guard page.nextPage.isEmpty else { return try await stream(store, key, page.nextPage, writer) }
        if !page.entries.isEmpty { writer.endArray() }
        writer.endObject()
        return RouteAnswer(status: 200, headers: Self.headers, body: writer.bytes)
    }

    private static let headers = [(name: "content-type", value: "application/json")]

    private func stream(
        _ store: ArtifactStore, _ key: ArtifactKey, _ page: String, _ begun: JSONWriter
    ) async throws -> RouteAnswer? {
        exchange.begin(200, headers: Self.headers)
        do {
            try await exchange.write(begun.bytes)
            var next = page
            while !next.isEmpty {
                let page = try await store.list(key, page: next)
                var text: [UInt8] = []
                for entry in page.entries {
                    var writer = JSONWriter()
                    Self.write(entry, to: &writer)
                    text.append(UInt8(ascii: ","))
                    text += writer.bytes
                }
                try await exchange.write(text)
                next = page.nextPage
            }
            try await exchange.write(Array("]}".utf8))
            exchange.end()
        } catch {
            exchange.abort()
        }
        return nil
    }

    private static func write(_ entry: ArtifactEntry, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("path", entry.name)
        writer.key("is_dir")
        writer.bool(entry.isDirectory)
        if !entry.isDirectory {
            writer.key("file_size")
            writer.integer(Int64(clamping: entry.size))
        }
        writer.endObject()
    }
}
