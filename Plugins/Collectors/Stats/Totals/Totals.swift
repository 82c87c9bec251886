// Assay: the sums of all loops since the start or the last reset.
// SPDX-License-Identifier: Apache-2.0
import CAssay

/// The sums of all loops since the start or the last reset. Main thread only.
final class Totals {
    let limits: Limits
    let warn: (String) -> Void
    var startTime: assay_time_t
    var pages = PagePool()
    private(set) var rows: [RowTotals] = []
    private(set) var groups: [RowTotals] = []
    let total: RowTotals
    var errors: FaultTotals
    var exceptions: FaultTotals
    var output = SnapshotOutput()
    private var order: [RowTotals] = []
    /// The rows of the last snapshot.
    var shown: [RowTotals] = []
    private var names: TextTable
    private var groupNames = TextTable(limit: Limits.userClasses)
    private var totalName = TextTable(limit: 1)
    private var hasWarned = false

    /// Rows of names that have current percentiles; the total and the user classes have them always.
    static let windowRows = 200

    init(_ limits: Limits, startTime: assay_time_t, warn: @escaping (String) -> Void) {
        self.limits = limits
        self.startTime = startTime
        self.warn = warn
        names = TextTable(limit: limits.names + 1)
        errors = FaultTotals(.error, limit: limits.faults)
        exceptions = FaultTotals(.exception, limit: limits.faults)
        let empty = UnsafeRawBufferPointer(start: nil, count: 0)
        var aggregated = TextTable(limit: 1)
        Shard.withBytes("Aggregated") { _ = aggregated.intern(empty, $0) }
        total = RowTotals(.ASSAY_ROW_TOTAL, aggregated[0], hasWindow: true)
        totalName.destroy()
        totalName = aggregated
        Shard.withBytes("(other names)") { _ = row(empty, $0) }
        Shard.withBytes("(other user classes)") { _ = group($0) }
    }

    deinit {
        for row in rows + groups + [total] { row.destroy(into: &pages) }
        names.destroy()
        groupNames.destroy()
        totalName.destroy()
        errors.destroy()
        exceptions.destroy()
        output.destroy()
        pages.free()
    }

    /// Whether names were counted together for want of room.
    var hasOtherNames: Bool { !rows[0].population.pointee.isEmpty }

    /// Adds what a shard has counted for one name and user class.
    func add(_ part: UnsafeMutablePointer<Population>) {
        guard let cell = part.pointee.cell?.pointee.origin, !part.pointee.isEmpty else { return }
        if cell.pointee.row < 0 {
            cell.pointee.row = row(cell.pointee.name.firstBytes, cell.pointee.name.secondBytes)
            cell.pointee.group = group(cell.pointee.userClass.secondBytes)
        }
        let group = cell.pointee.group
        rows[cell.pointee.row].add(part, from: group, &pages)
        groups[group].add(part, from: group, &pages)
        total.add(part, from: group, &pages)
        if cell.pointee.row == 0 { warnOfOtherNames() }
    }

    /// Sets everything to zero; names that are known stay as rows.
    func reset(_ now: assay_time_t) {
        startTime = now
        for row in rows + groups + [total] { row.clear(into: &pages) }
        errors.clear()
        exceptions.clear()
    }

    /// All rows in the order of a snapshot: by name, then method; user classes; the total.
    func orderedRows() -> [RowTotals] {
        if order.count != rows.count + groups.count + 1 {
            func sorted(_ rows: [RowTotals]) -> [RowTotals] {
                rows.sorted { TextPair.isOrdered($0.texts, $1.texts) }
            }
            order = sorted(rows) + sorted(groups) + [total]
        }
        return order
    }

    /// The number of a user class, if it is known.
    func findGroup(_ name: String) -> Int? {
        groups.firstIndex { String(cString: $0.texts.secondText) == name }
    }

    private func row(_ method: UnsafeRawBufferPointer, _ name: UnsafeRawBufferPointer) -> Int {
        guard let number = names.intern(method, name) else { return 0 }
        if number == rows.count {
            rows.append(RowTotals(.ASSAY_ROW_REQUEST, names[number], hasWindow: number <= Self.windowRows))
        }
        return number
    }

    private func group(_ name: UnsafeRawBufferPointer) -> Int {
        guard let number = groupNames.intern(UnsafeRawBufferPointer(start: nil, count: 0), name) else { return 0 }
        if number == groups.count {
            groups.append(RowTotals(.ASSAY_ROW_USER_CLASS, groupNames[number], hasWindow: true))
        }
        return number
    }

    private func warnOfOtherNames() {
        guard !hasWarned else { return }
        hasWarned = true
        warn(
            "more than \(limits.names) different request names: further ones are counted as '(other names)'; give "
                + "requests that belong together one name, or raise max_names of assay.collector.stats")
    }
}

extension TextPair {
    /// By the second text, then by the first, byte by byte.
    fileprivate static func isOrdered(_ one: TextPair, _ other: TextPair) -> Bool {
        if one.secondBytes.elementsEqual(other.secondBytes) {
            return one.firstBytes.lexicographicallyPrecedes(other.firstBytes)
        }
        return one.secondBytes.lexicographicallyPrecedes(other.secondBytes)
    }
}
