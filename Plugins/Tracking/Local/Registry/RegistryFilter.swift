// Assay: the filters of registered models and versions as SQL.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import TrackingSearch

/// Adds the comparisons of a filter to a query. Prompts are found only when the filter asks for them.
struct RegistryFilter {
    /// The tags: a SELECT over the table under the name t, up to the conditions on key and value.
    let tags: String
    /// What tells whether a row belongs to a prompt.
    let isPrompt: String
    /// The columns of the attributes.
    let columns: [String: String]

    static let registeredModels = RegistryFilter(
        tags: "SELECT 1 FROM registered_model_tags t WHERE t.registered_no = r.registered_no",
        isPrompt: """
            EXISTS (SELECT 1 FROM registered_model_tags p WHERE p.registered_no = r.registered_no \
            AND p.key = '\(RegisteredModel.promptTag)' AND p.value = 'true')
            """, columns: ["name": "r.name"])
    static let modelVersions = RegistryFilter(
        tags: "SELECT 1 FROM model_version_tags t WHERE t.registered_no = v.registered_no AND t.version = v.version",
        isPrompt: """
            EXISTS (SELECT 1 FROM model_version_tags p WHERE p.registered_no = v.registered_no \
            AND p.key = '\(RegisteredModel.promptTag)' AND p.value = 'true')
            """,
        columns: [
            "name": "r.name", "version_number": "v.version", "run_id": "v.run_id", "source_path": "v.source",
        ])

    func add(_ filter: [Comparison], to query: inout PageQuery) {
        let wantsPrompts = Self.wantsPrompts(filter)
        var keys: [String] = []
        var values: [String: [Comparison]] = [:]
        for comparison in filter {
            if comparison.entity == .tag {
                if values[comparison.key] == nil { keys.append(comparison.key) }
                values[comparison.key, default: []].append(comparison)
            } else if let column = columns[comparison.key] {
                query.require(query.condition(column, comparison.operation, comparison.value))
            }
        }
        if !wantsPrompts { query.require("NOT \(isPrompt)") }
        for key in keys where wantsPrompts || key != RegisteredModel.promptTag {
            let bound = query.bind(.text(key))
            let all = (values[key] ?? []).map { query.condition("t.value", $0.operation, $0.value) }
            query.require("EXISTS (\(tags) AND t.key = \(bound) AND \(all.joined(separator: " AND ")))")
        }
    }

    /// Whether the first comparison of the tag that makes a prompt asks for prompts.
    private static func wantsPrompts(_ filter: [Comparison]) -> Bool {
        guard let first = filter.first(where: { $0.entity == .tag && $0.key == RegisteredModel.promptTag }),
            case .text(let value) = first.value
        else { return false }
        return switch first.operation {
        case .equal: value.lowercased() == "true"
        case .notEqual: value.lowercased() == "false"
        default: false
        }
    }
}
