// Assay: what can be searched with filters and orders.
// SPDX-License-Identifier: Apache-2.0

/// The kinds of things that have a filter language of their own. Prompts are registered models; webhooks have none.
public enum SearchTarget: Sendable, CaseIterable {
    case runs, experiments

    var grammar: any Grammar.Type {
        switch self {
        case .runs: RunGrammar.self
        case .experiments: ExperimentGrammar.self
        }
    }
}
