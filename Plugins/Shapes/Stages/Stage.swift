// Assay: one stage of a load.
// SPDX-License-Identifier: Apache-2.0
import AssayKit

/// A part of the test with a fixed target.
struct Stage: Equatable {
    /// Seconds from the start of the test to the end of the stage.
    let end: Double
    /// What the load is to be until then.
    let target: LoadTarget
}
