// Assay: an error that is all said in one line.
// SPDX-License-Identifier: Apache-2.0

/// An error of a command: one line, lower case, no full stop.
struct PlainError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
