// Assay: which runs a search looks at.
// SPDX-License-Identifier: Apache-2.0

/// MLflow's view types of runs.
public enum RunLifecycle: Sendable {
    case active, deleted, all

    /// The stages as the database keeps them.
    var stages: [String] {
        switch self {
        case .active: ["active"]
        case .deleted: ["deleted"]
        case .all: ["active", "deleted"]
        }
    }

    /// A condition on `runs r`, or nil where there is none.
    var condition: String? {
        self == .all ? nil : "r.lifecycle_stage = '\(stages[0])'"
    }
}
