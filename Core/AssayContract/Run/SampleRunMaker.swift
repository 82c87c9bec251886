// Assay: makes the structs of a sample run.
// SPDX-License-Identifier: Apache-2.0

/// Makes structs of a run; what they refer to lies in `arena`.
package struct SampleRunMaker {
    let arena: Arena

    package init(arena: Arena) {
        self.arena = arena
    }
}
