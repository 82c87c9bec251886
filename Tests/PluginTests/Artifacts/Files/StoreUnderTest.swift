// Assay: a file store in a folder of its own.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayTesting
import CAssay
import FilesStorage
import Synchronization
import TestFixtures

/// A started file store, on a host that the test turns.
final class StoreUnderTest {
    let host = TestHost()
    let folder: String
    private let component: UnsafePointer<assay_component_t>
    private static let mostTurns = 1_000_000

    /// The store's root.
    var root: String { "\(folder)/store" }

    init(_ folder: String = TemporaryFolder.make("store")) throws {
        self.folder = folder
        host.register(FilesStore.self)
        component = try host.create(FilesStore.descriptor.id, #"{"root":"\#(folder)/store","create":true}"#)
        try AssayError.check { [component] in component.pointee.start(component, $0) }
    }

    deinit {
        component.pointee.stop(component)
        component.pointee.destroy(component)
    }

    /// Runs `body` as a task on the work loop.
    func run<Value: Sendable>(_ body: @escaping @Sendable (ArtifactStore) async throws -> Value) throws -> Value {
        let store = try ArtifactStore(component, host: host.host)
        let loop = try host.host.workLoops()[0]
        let executor = try LoopExecutor(host.host, loop)
        let ended = Ended<Value>()
        Task(executorPreference: executor) {
            do {
                let value = try await body(store)
                ended.result.withLock { $0 = .success(value) }
            } catch {
                ended.result.withLock { $0 = .failure(error) }
            }
        }
        for _ in 0..<Self.mostTurns {
            host.turn()
            if let result = ended.result.withLock({ $0 }) { return try result.get() }
        }
        throw AssayError(.ASSAY_STATUS_DEADLINE_EXCEEDED, "the task does not end")
    }

    /// Writes a whole artifact.
    func write(_ text: String, to key: String) throws {
        try run { store in
            let writer = try await store.openWriter(ArtifactKey(key))
            try await writer.write(Array(text.utf8))
            try await writer.commit()
        }
    }

    /// Reads a whole artifact.
    func read(_ key: String) throws -> String {
        try run { store in
            let reader = try await store.openReader(ArtifactKey(key))
            defer { reader.close() }
            return String(decoding: try await reader.read(), as: UTF8.self)
        }
    }

    /// How a call fails; nil when it does not.
    func status<Value: Sendable>(
        _ body: @escaping @Sendable (ArtifactStore) async throws -> Value
    ) -> assay_status_t? {
        do {
            _ = try run(body)
            return nil
        } catch {
            return (error as? AssayError)?.status ?? .ASSAY_STATUS_UNKNOWN
        }
    }
}

/// What a task has brought.
private final class Ended<Value: Sendable>: Sendable {
    let result = Mutex<Result<Value, any Error>?>(nil)
}
