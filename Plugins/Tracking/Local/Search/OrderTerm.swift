// Assay: one term of an order.
// SPDX-License-Identifier: Apache-2.0

/// One of the values that results are ordered by.
public struct OrderTerm: Sendable, Hashable {
    /// What the term is about.
    public let entity: SearchEntity
    /// The key; attributes by their one name, whatever alias the request used.
    public let key: String
    /// Whether small values come first; missing ones come last either way.
    public let isAscending: Bool

    /// A term.
    public init(_ entity: SearchEntity, _ key: String, ascending: Bool) {
        self.entity = entity
        self.key = key
        isAscending = ascending
    }
}
