// Assay: a header of a request.
// SPDX-License-Identifier: Apache-2.0

/// A header of a request.
public struct HTTPHeader: Sendable {
    let name: String
    let value: String

    /// Makes a header: `HTTPHeader("Accept", "text/html")`.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    var size: Int { name.utf8.count &+ value.utf8.count }
}
