// Assay: something that a folder of MLflow's holds.
// SPDX-License-Identifier: Apache-2.0

/// A value of a record; null is a value that is not there.
package enum FolderValue: Equatable, Sendable {
    case int(Int64)
    case double(Double)
    case text(String)
}

/// A row, as MLflow's database would have it.
package struct FolderRecord: Equatable, Sendable {
    /// Which table it is a row of.
    package enum Kind: String, CaseIterable, Sendable {
        case experiment, experimentTag, run, param, tag, latestMetric
        case dataset, runDataset, datasetTag, modelInput, modelOutput
        case loggedModel, loggedModelParam, loggedModelTag, loggedModelMetric
        case registeredModel, registeredModelTag, version, versionTag, alias
    }

    package let kind: Kind
    /// The values by the names of MLflow's columns.
    package let values: [String: FolderValue]

    package init(_ kind: Kind, _ values: [String: FolderValue?]) {
        self.kind = kind
        self.values = values.compactMapValues { $0 }
    }
}

extension FolderValue {
    /// A text, or null.
    static func text(of text: String?) -> FolderValue? { text.map { .text($0) } }
    /// A whole number, or null.
    static func int(of number: Int64?) -> FolderValue? { number.map { .int($0) } }
}
