// Assay: copies tables from one database to another.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations
internal import CAssay

/// How much of something was copied.
struct TransferCount: Sendable {
    let entity: String
    /// How many there are in the source.
    var found = 0
    /// How many the target took; less when it had some before, or when what they belong to is not there.
    var taken = 0
}

/// A copy under way: page by page, each in a transaction of its own, with one page in memory.
final class Transfer {
    let source: SQLSession
    let target: SQLSession
    private(set) var counts: [TransferCount] = []
    private let host: Host
    private var lastWords = ContinuousClock.now

    init(from source: SQLSession, to target: SQLSession, _ host: Host) {
        self.source = source
        self.target = target
        self.host = host
    }

    /// Copies a table.
    func copy(_ table: TransferTable) async throws(SQLFailure) {
        var count = TransferCount(entity: table.entity ?? "")
        var last: [SQLValue]?
        while true {
            let reading = SQLBatch(.readOnly)
            reading.add(SQLText(table.query(isFirst: last == nil)), .scalars(last ?? []))
            let rows = try await source.run(reading)[0]
            if rows.count > 0 { count.taken += try await write(rows, table) }
            count.found += rows.count
            report(count)
            guard rows.count == table.page else { break }
            last = table.key.compactMap { name in
                guard let place = table.columns.firstIndex(where: { $0.name == name }) else { return nil }
                return table.columns[place].value(rows, rows.count - 1, place)
            }
        }
        if table.entity != nil { counts.append(count) }
    }

    /// Notes something that was copied otherwise.
    func add(_ count: TransferCount) {
        counts.append(count)
    }

    /// Says how far it is, once every two seconds.
    func report(_ count: TransferCount) {
        guard lastWords.duration(to: .now) > .seconds(2), !count.entity.isEmpty else { return }
        lastWords = .now
        host.log(.ASSAY_LOG_INFO, LocalTracking.descriptor.id, "\(count.entity): \(count.found)")
    }

    private func write(_ rows: SQLRows, _ table: TransferTable) async throws(SQLFailure) -> Int {
        var columns: [SQLColumn] = []
        for (place, column) in table.columns.enumerated() where !column.isCursor {
            let values = SQLColumn(column.type)
            for row in 0..<rows.count { values.append(column.value(rows, row, place)) }
            columns.append(values)
        }
        if table.hasNewID { columns.append(SQLColumn((0..<rows.count).map { _ in RandomName.uuid() })) }
        let batch = SQLBatch()
        batch.add(SQLText(table.insert), .each(columns))
        return try await target.run(batch).affectedRows(0)
    }
}
