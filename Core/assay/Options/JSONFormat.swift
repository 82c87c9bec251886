// Assay: the shapes of a JSON report.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// How `--json` and `--json-file` write the figures.
enum JSONFormat: String, ExpressibleByArgument {
    /// One document with all that is known of the run.
    case assay
    /// The list of entries that Locust writes.
    case locust
}
