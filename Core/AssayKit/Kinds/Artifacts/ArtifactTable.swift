// Assay: the C side of stores of artifacts in Swift.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// The C functions of the kind; one table serves all stores of a library.
enum ArtifactTable {
    typealias Call = UnsafeMutablePointer<assay_artifact_call_t>
    typealias Component = UnsafePointer<assay_component_t>

    // nonisolated(unsafe): written once, here, and only read afterwards.
    nonisolated(unsafe) static let pointer: UnsafeMutablePointer<assay_artifact_store_t> = {
        let table = UnsafeMutablePointer<assay_artifact_store_t>.allocate(capacity: 1)
        table.initialize(
            to: assay_artifact_store_t(
                struct_size: UInt32(MemoryLayout<assay_artifact_store_t>.size),
                get_capabilities: { component in
                    guard let store = store(component) else { return nil }
                    return store.calls.capabilities { store.capabilities }
                },
                list: { component, loop, key, page, limit, call, error in
                    let (page, limit) = (String(page), min(Int(limit), ArtifactPage.mostEntries))
                    return begin(component, loop, key, call, error) { store, key, _ in
                        var outcome = ArtifactOutcome()
                        outcome.page = try await store.list(
                            key, page: page, limit: limit == 0 ? ArtifactPage.mostEntries : limit)
                        return outcome
                    }
                },
                stat: { component, loop, key, call, error in
                    begin(component, loop, key, call, error) { store, key, _ in
                        var outcome = ArtifactOutcome()
                        outcome.info = try await store.stat(key)
                        return outcome
                    }
                },
                open_reader: { component, loop, key, offset, length, call, error in
                    begin(component, loop, key, call, error) { store, key, executor in
                        try await openReader(store, key, offset, length < 0 ? nil : UInt64(length), executor)
                    }
                },
                read: { reader, call, error in
                    AssayError.report(to: error) { try ArtifactReaderBox.of(reader).read(call) }
                },
                close_reader: { ArtifactReaderBox.close($0) },
                open_writer: { component, loop, key, hint, call, error in
                    begin(component, loop, key, call, error) { store, key, executor in
                        try await openWriter(store, key, hint < 0 ? nil : UInt64(hint), executor)
                    }
                },
                write: { writer, piece, call, error in
                    AssayError.report(to: error) { try ArtifactWriterBox.of(writer).write(piece, call) }
                },
                commit: { writer, call, error in
                    AssayError.report(to: error) { try ArtifactWriterBox.of(writer).commit(call) }
                },
                abort: { ArtifactWriterBox.abort($0) },
                remove: { component, loop, key, call, error in
                    begin(component, loop, key, call, error) { store, key, _ in
                        guard !key.isRoot else {
                            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the root of a store is never removed")
                        }
                        var outcome = ArtifactOutcome()
                        outcome.removedCount = try await store.remove(key)
                        return outcome
                    }
                },
                begin_multipart: { component, loop, key, count, call, error in
                    begin(component, loop, key, call, error) { store, key, _ in
                        var outcome = ArtifactOutcome()
                        outcome.upload = try await store.beginMultipart(key, partCount: Int(count))
                        return outcome
                    }
                },
                complete_multipart: { component, loop, key, upload, parts, count, call, error in
                    let lent = UnsafeBufferPointer(start: parts, count: parts == nil ? 0 : count)
                    let (upload, parts) = (String(upload), lent.map { ArtifactPart($0) })
                    return begin(component, loop, key, call, error) { store, key, _ in
                        try await store.completeMultipart(key, upload: upload, parts: parts)
                        return ArtifactOutcome()
                    }
                },
                abort_multipart: { component, loop, key, upload, call, error in
                    let upload = String(upload)
                    return begin(component, loop, key, call, error) { store, key, _ in
                        try await store.abortMultipart(key, upload: upload)
                        return ArtifactOutcome()
                    }
                },
                presign: { component, loop, key, isWrite, seconds, call, error in
                    begin(component, loop, key, call, error) { store, key, _ in
                        let part = try await store.presign(key, isWrite: isWrite, seconds: Int(seconds))
                        var outcome = ArtifactOutcome()
                        outcome.upload = MultipartUpload(id: "", parts: [part])
                        return outcome
                    }
                }))
        return table
    }()

    private static func store(_ component: Component?) -> (any ArtifactStoreComponent)? {
        ComponentBox.of(component).component as? any ArtifactStoreComponent
    }

    private static func begin(
        _ component: Component?, _ loop: OpaquePointer?, _ key: assay_string_t, _ call: Call?,
        _ error: UnsafeMutablePointer<assay_error_t>?,
        _ body:
            @escaping @Sendable (any ArtifactStoreComponent, ArtifactKey, LoopExecutor) async throws ->
            ArtifactOutcome
    ) -> assay_status_t {
        AssayError.report(to: error) {
            guard let store = store(component) else {
                throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the component is not a store of artifacts")
            }
            let executor = try store.calls.executor(loop)
            let key = try ArtifactKey(key)
            try store.calls.begin(call, on: executor) { try await body(store, key, executor) }
        }
    }

    private static func openReader(
        _ store: any ArtifactStoreComponent, _ key: ArtifactKey, _ offset: UInt64, _ length: UInt64?,
        _ executor: LoopExecutor
    ) async throws -> ArtifactOutcome {
        try store.calls.openStream()
        do {
            let source = try await store.openReader(key, offset: offset, length: length)
            var outcome = ArtifactOutcome()
            outcome.info = source.info
            let most = min(length ?? .max, source.info.size)
            outcome.reader = ArtifactReaderBox(source, length: most, calls: store.calls, executor: executor).retained()
            return outcome
        } catch {
            store.calls.endStream()
            throw error
        }
    }

    private static func openWriter(
        _ store: any ArtifactStoreComponent, _ key: ArtifactKey, _ hint: UInt64?, _ executor: LoopExecutor
    ) async throws -> ArtifactOutcome {
        try store.calls.openStream()
        do {
            let sink = try await store.openWriter(key, sizeHint: hint)
            var outcome = ArtifactOutcome()
            outcome.writer = ArtifactWriterBox(sink, calls: store.calls, executor: executor).retained()
            return outcome
        } catch {
            store.calls.endStream()
            throw error
        }
    }
}
