// Assay: the stages of model versions.
// SPDX-License-Identifier: Apache-2.0
internal import AssayOperations

/// A stage of a model version; the raw value is its name.
enum ModelStage: String, CaseIterable, Sendable {
    case none = "None"
    case staging = "Staging"
    case production = "Production"
    case archived = "Archived"

    /// What a deleted version has, whose number must not be used again.
    static let deleted = "Deleted_Internal"

    /// Whether versions in it are in use, so that moving another one there can archive them.
    var isInUse: Bool { self == .staging || self == .production }

    /// Reads a stage in any case.
    init(named name: String) throws(APIError) {
        let lower = name.lowercased()
        guard let stage = Self.allCases.first(where: { $0.rawValue.lowercased() == lower }) else {
            let all = Self.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalidParameter("Invalid Model Version stage: \(name). Value must be one of \(all).")
        }
        self = stage
    }
}
