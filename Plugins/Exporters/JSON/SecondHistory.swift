// Assay: the requests of each second of a run, by name.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay

/// The requests of each second of a run, by name, as Locust keeps them. Bounded: see `capacity`.
struct SecondHistory {
    /// Most pairs of a name and a second that are kept.
    static let capacity = 1_000_000

    /// What identifies a row.
    struct Key: Hashable {
        let method: String
        let name: String
    }

    private var seconds: [Key: [StatsSecond]] = [:]
    private var count = 0
    /// Whether seconds were left out for want of room.
    private(set) var isIncomplete = false

    /// The seconds of a row, oldest first.
    subscript(row: StatsRow) -> [StatsSecond] { seconds[Key(method: row.method, name: row.name)] ?? [] }

    /// Adds the seconds that are new in a snapshot: those that have been over for one, so that every loop's requests are in;
    /// with `isLast` all.
    mutating func add(_ statistics: StatsSnapshot, isLast: Bool = false) {
        let end = isLast ? Int64.max : statistics.time / 1_000_000_000 - 1
        for row in statistics.rows where row.kind == .ASSAY_ROW_REQUEST {
            add(row.seconds, to: Key(method: row.method, name: row.name), until: end)
        }
    }

    private mutating func add(_ new: [StatsSecond], to key: Key, until end: Int64) {
        let last = seconds[key]?.last?.second ?? .min
        let fresh = new.filter { $0.second > last && $0.second < end }
        guard !fresh.isEmpty else { return }
        guard count + fresh.count <= Self.capacity else {
            isIncomplete = true
            return
        }
        count += fresh.count
        seconds[key, default: []] += fresh
    }
}
