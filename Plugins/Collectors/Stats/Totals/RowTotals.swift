// Assay: the sum of one name, of one user class, or of everything.
// SPDX-License-Identifier: Apache-2.0
import CAssay

/// The sum of one (method, name), of one user class, or of everything. Main thread only.
final class RowTotals {
    let kind: assay_row_kind_t
    let texts: TextPair
    let population = Population.allocate()
    /// The last seconds; nil beyond the bound on rows that have one.
    var window: TimeWindow?
    /// The user classes that used this name.
    var users = Users.none
    /// The figures of the last snapshot; nil when requests came in since.
    var figures: assay_stats_row_t?

    /// Which user classes a name was used by. Only a name with several has a population for each.
    enum Users {
        case none
        case one(Int)
        case several([Int: UnsafeMutablePointer<Population>])
    }

    init(_ kind: assay_row_kind_t, _ texts: TextPair, hasWindow: Bool) {
        self.kind = kind
        self.texts = texts
        window = hasWindow ? TimeWindow() : nil
    }

    /// Adds what a shard counted for user class `group`.
    func add(_ part: UnsafeMutablePointer<Population>, from group: Int, _ pool: inout PagePool) {
        if kind == .ASSAY_ROW_REQUEST { count(part, for: group, &pool) }
        population.pointee.add(part.pointee, &pool)
        window?.add(part.pointee.response, second: part.pointee.lastRequest / 1_000_000_000, &pool)
        figures = nil
    }

    /// The population of one user class within this name; nil when the class did not use it.
    func population(of group: Int) -> UnsafeMutablePointer<Population>? {
        switch users {
        case .none: nil
        case .one(let only): only == group ? population : nil
        case .several(let parts): parts[group]
        }
    }

    /// Sets everything to zero; the row stays.
    func clear(into pool: inout PagePool) {
        population.pointee.clear(into: &pool)
        window?.clear(into: &pool)
        dropUsers(into: &pool)
        figures = nil
    }

    func destroy(into pool: inout PagePool) {
        population.pointee.destroy(into: &pool)
        population.deallocate()
        window?.destroy(into: &pool)
        dropUsers(into: &pool)
    }

    private func count(_ part: UnsafeMutablePointer<Population>, for group: Int, _ pool: inout PagePool) {
        switch users {
        case .none:
            users = .one(group)
        case .one(let only) where only == group:
            break
        case .one(let only):
            let first = Population.allocate()
            first.pointee.add(population.pointee, &pool)
            let second = Population.allocate()
            second.pointee.add(part.pointee, &pool)
            users = .several([only: first, group: second])
        case .several(var parts):
            let own = parts[group] ?? Population.allocate()
            own.pointee.add(part.pointee, &pool)
            parts[group] = own
            users = .several(parts)
        }
    }

    private func dropUsers(into pool: inout PagePool) {
        if case .several(let parts) = users {
            for part in parts.values {
                part.pointee.destroy(into: &pool)
                part.deallocate()
            }
        }
        users = .none
    }
}
