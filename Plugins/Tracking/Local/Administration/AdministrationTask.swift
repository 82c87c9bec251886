// Assay: what only the owner of the process may do.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayKit
internal import AssayOperations

/// Carries out a task of administration; its options are a JSON object.
typealias AdministrationTask = @Sendable (Store, JSONValue) async throws(APIError) -> TrackingAnswer

extension Store {
    /// The tasks by name. They are called through the kind tracking like operations, but no route leads to them.
    static let administration: [String: AdministrationTask] = [
        "assay.collectGarbage": { store, options throws(APIError) in
            try await store.collectGarbage(try GarbageOptions(options))
        },
        "assay.importDatabase": { store, options throws(APIError) in try await store.importDatabase(options) },
        "assay.importFolder": { store, options throws(APIError) in try await store.importFolder(options) },
        "assay.exportDatabase": { store, options throws(APIError) in try await store.exportDatabase(options) },
        "assay.foldMetrics": { store, _ throws(APIError) in try await store.foldMetrics() },
    ]
}
