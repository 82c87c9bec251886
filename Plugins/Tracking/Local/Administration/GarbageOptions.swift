// Assay: what a garbage collection removes.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayOperations

/// What a garbage collection removes for ever: what is deleted already, all of it or what is named.
struct GarbageOptions: Sendable {
    /// What was deleted later than this stays; milliseconds since 1970.
    let deletedBefore: Int64
    /// nil for all.
    let runs: [String]?
    /// nil for all.
    let experiments: [String]?
    /// nil for all.
    let loggedModels: [String]?

    init(_ options: JSONValue) throws(APIError) {
        let age = options["older_than_ms"]?.intValue ?? 0
        guard age >= 0 else { throw .invalidParameter("'older_than_ms' must not be negative") }
        deletedBefore = Clock.milliseconds - age
        func list(_ key: String) throws(APIError) -> [String]? {
            guard let value = options[key], !value.isNull else { return nil }
            guard let items = value.arrayValue, items.allSatisfy({ $0.stringValue != nil }) else {
                throw .invalidParameter("'\(key)' must be a list of texts")
            }
            return items.compactMap(\.stringValue)
        }
        runs = try list("run_ids")
        experiments = try list("experiment_ids")
        loggedModels = try list("logged_model_ids")
    }

    /// Whether one of the lists is given: then only what is named goes.
    var isChosen: Bool { runs != nil || experiments != nil || loggedModels != nil }
}
