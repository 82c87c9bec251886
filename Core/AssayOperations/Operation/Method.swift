// Assay: the methods of HTTP that operations use.
// SPDX-License-Identifier: Apache-2.0

/// A method of HTTP; the raw value is its name on the wire.
public enum Method: String, Sendable {
    /// Reads.
    case get = "GET"
    /// Does something.
    case post = "POST"
    /// Replaces.
    case put = "PUT"
    /// Changes a part.
    case patch = "PATCH"
    /// Removes.
    case delete = "DELETE"
}
