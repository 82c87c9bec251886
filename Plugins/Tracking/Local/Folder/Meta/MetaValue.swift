// Assay: what a meta.yaml says.
// SPDX-License-Identifier: Apache-2.0

/// A value of a meta.yaml. Scalars stay texts: a digest such as 5123e012 is no number, though YAML has it so.
package enum MetaValue: Equatable, Sendable {
    case null
    case text(String)
    case list([MetaValue])
    case map([String: MetaValue])

    /// A value of a mapping; nil when it is not there, null, or no text.
    package func text(_ key: String) -> String? {
        guard case .map(let members) = self, case .text(let text)? = members[key] else { return nil }
        return text
    }

    /// A whole number of a mapping; nil when it is not there or null.
    package func int(_ key: String) throws(MetaError) -> Int64? {
        guard let text = text(key) else { return nil }
        guard let number = Int64(text) else { throw MetaError("'\(key)' must be a whole number, not '\(text)'") }
        return number
    }

    /// The texts of a mapping within a mapping.
    package func texts(_ key: String) -> [(key: String, value: String)] {
        guard case .map(let members) = self, case .map(let inner)? = members[key] else { return [] }
        return inner.compactMap { name, value in
            if case .text(let text) = value { (name, text) } else { nil }
        }.sorted { $0.key < $1.key }
    }
}

/// Why a meta.yaml cannot be read.
package struct MetaError: Error, Equatable {
    package let reason: String

    package init(_ reason: String) {
        self.reason = reason
    }

    init(line: Int, _ reason: String) {
        self.reason = "line \(line + 1): \(reason)"
    }
}
