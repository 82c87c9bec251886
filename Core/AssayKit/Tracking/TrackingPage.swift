// Assay: a page of a search.
// SPDX-License-Identifier: Apache-2.0

/// A page of what a search has found.
public struct TrackingPage<Element: Sendable>: Sendable {
    /// What is on the page.
    public let elements: [Element]
    /// Asks for the next page; nil on the last one.
    public let nextPageToken: String?
}

/// Which experiments or runs a search looks at.
public enum TrackingView: String, Sendable {
    /// Those that are not deleted.
    case active = "ACTIVE_ONLY"
    /// Those that are deleted.
    case deleted = "DELETED_ONLY"
    /// All.
    case all = "ALL"
}
