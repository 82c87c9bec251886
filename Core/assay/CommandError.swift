// Assay: what a user did wrong on the command line, in the environment or in a settings file.
// SPDX-License-Identifier: Apache-2.0

/// A fault that the user can mend; the process ends with ``ExitCode/usage``.
struct CommandError: Error, CustomStringConvertible {
    /// Lower case, no full stop; names the thing and the fix.
    let description: String

    /// Makes an error.
    init(_ description: String) {
        self.description = description
    }
}
