// Assay: the list of operations.
// SPDX-License-Identifier: Apache-2.0

/// The operations of the tracking API.
public enum Operations {
    /// All operations, area by area.
    public static let all: [Operation] =
        experiments + runs + metrics + runArtifacts + loggedModels + registeredModels + modelVersions + webhooks
        + proxiedArtifacts

    private static let byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }

    /// The operation of a name, nil if there is none.
    public static func named(_ name: String) -> Operation? { byName[name] }
}
