// Assay: what can be searched with filters and orders.
// SPDX-License-Identifier: Apache-2.0

/// The kinds of things that are searched with a filter and an order in words. Prompts are registered models; logged
/// models have ``LoggedModelSearch``; webhooks cannot be searched.
public enum SearchTarget: Sendable, CaseIterable {
    case runs, experiments, registeredModels, modelVersions

    var grammar: any Grammar.Type {
        switch self {
        case .runs: RunGrammar.self
        case .experiments: ExperimentGrammar.self
        case .registeredModels: RegisteredModelGrammar.self
        case .modelVersions: ModelVersionGrammar.self
        }
    }

    /// Whether MLflow reads the order before it looks at the operators of the filter.
    var readsOrderFirst: Bool { self == .runs || self == .registeredModels }

    /// Whether MLflow refuses an order that names a value twice.
    var refusesDuplicates: Bool { self != .experiments }

    /// Whether MLflow reads the search where it turns every Python exception into an answer.
    var catchesExceptions: Bool { self == .runs || self == .experiments }
}
