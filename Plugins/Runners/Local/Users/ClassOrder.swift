// Assay: in which order the classes of new users come.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// Emits class indices so that every prefix fits the weights as well as whole users can: the Kullback-Leibler order of
/// Locust's dispatcher. The class with the smallest w * log2(x / (x + 1)) is next, x counting up from w for each.
struct ClassOrder {
    private struct Entry {
        let index: Int
        let weight: Double
        var count: Double
        var priority: Double

        func isBefore(_ other: Entry) -> Bool {
            if priority != other.priority { return priority < other.priority }
            if count != other.count { return count < other.count }
            if weight != other.weight { return weight < other.weight }
            return index < other.index
        }
    }

    private var entries: [Entry]

    /// `weights` in the order of the classes' names; those of 0 never come.
    init(_ weights: [Double]) {
        entries = weights.enumerated().filter { $0.element > 0 }.map { index, weight in
            Entry(index: index, weight: weight, count: weight + 1, priority: ClassOrder.priority(weight, weight))
        }
    }

    /// The class of the next user; nil when no class has a weight.
    mutating func next() -> Int? {
        guard let first = entries.indices.min(by: { entries[$0].isBefore(entries[$1]) }) else { return nil }
        entries[first].priority = ClassOrder.priority(entries[first].weight, entries[first].count)
        entries[first].count += 1
        return entries[first].index
    }

    private static func priority(_ weight: Double, _ count: Double) -> Double {
        weight * log2(count / (count + 1))
    }
}
