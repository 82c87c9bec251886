// Assay: which run an artifact belongs to.
// SPDX-License-Identifier: Apache-2.0
import AssayKit

/// The run that an artifact belongs to.
struct RunPlace: Sendable {
    let experimentID: String
    let runID: String

    /// Reads the beginning of a key, "<experiment>/<run>/artifacts/…"; nil for one that is not a run's.
    init?(_ key: ArtifactKey) {
        let parts = key.segments
        guard parts.count > 3, parts[2] == "artifacts" else { return nil }
        experimentID = String(parts[0])
        runID = String(parts[1])
    }

    init(experimentID: String, runID: String) {
        self.experimentID = experimentID
        self.runID = runID
    }
}
