// Assay: copies tables from one database to another.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit

/// A copy under way: page by page, each in a transaction of its own, with one page in memory.
final class Transfer {
    let source: SQLSession
    let target: SQLSession
    let progress: TransferProgress

    init(from source: SQLSession, to target: SQLSession, _ host: Host) {
        self.source = source
        self.target = target
        progress = TransferProgress(host)
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
            progress.report(count)
            guard rows.count == table.page else { break }
            last = table.key.compactMap { name in
                guard let place = table.columns.firstIndex(where: { $0.name == name }) else { return nil }
                return table.columns[place].value(rows, rows.count - 1, place)
            }
        }
        if table.entity != nil { progress.add(count) }
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
