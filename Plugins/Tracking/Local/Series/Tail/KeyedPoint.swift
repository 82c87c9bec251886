// Assay: a point and the key under which it was logged.
// SPDX-License-Identifier: Apache-2.0

/// A point and the key under which it was logged: an id that the store gives, or a place in a row's own list of keys.
public struct KeyedPoint: Sendable, Hashable, BitwiseCopyable {
    /// The id of the key, or its place in the list of keys that the row carries.
    public var key: Int64
    /// What was logged.
    public var point: Point

    /// Makes a keyed point.
    @inlinable
    public init(key: Int64, point: Point) {
        self.key = key
        self.point = point
    }
}
