// Assay: makes the structs of a sample run.
// SPDX-License-Identifier: Apache-2.0

/// Makes structs of a run; what they refer to lies in `arena`.
struct SampleRunMaker {
    let arena: Arena
}
