// Assay: the numbers of metric names.
// SPDX-License-Identifier: Apache-2.0

/// Numbers of metric names that are known to be in the database. Names there are never removed while a server may know
/// them, so that an entry holds for ever; at most `capacity` are kept.
struct MetricKeyCache {
    private static let capacity = 100_000
    private var numbers: [String: Int64] = [:]

    /// The number of a name, if it is known.
    subscript(_ key: String) -> Int64? { numbers[key] }

    /// Forgets all when `count` more would be too many; a request's own names are then still known after it.
    mutating func makeRoom(for count: Int) {
        if numbers.count + count > Self.capacity { numbers.removeAll() }
    }

    /// Remembers a number.
    mutating func insert(_ key: String, _ number: Int64) { numbers[key] = number }
}
