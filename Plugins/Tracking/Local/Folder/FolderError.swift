// Assay: why a folder of MLflow's cannot be read.
// SPDX-License-Identifier: Apache-2.0

/// Names the file and what is wrong with it.
package struct FolderError: Error, Equatable, CustomStringConvertible {
    /// The whole sentence.
    package let description: String

    package init(_ path: String, _ reason: String) {
        description = "'\(path)': \(reason)"
    }
}
