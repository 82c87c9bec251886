// Assay: takes the rows of a statement to their batch.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssaySQLite

/// Makes chunks of the rows of one statement.
final class RowSink {
    private let job: Job
    private let statement: UInt32
    /// How many bytes the batch may hold; nil when chunks go to the loop as they are full.
    private let mostBytes: Int?
    private var builder: SQLChunkBuilder?

    init(_ job: Job, _ statement: UInt32, _ mostBytes: Int?) {
        self.job = job
        self.statement = statement
        self.mostBytes = mostBytes
    }

    /// Appends the row that the statement stands on.
    func append(_ prepared: Prepared) throws(SQLDriverFailure) {
        let handle = prepared.handle
        var builder = builder ?? SQLChunkBuilder(prepared.columnNames)
        if !fits(builder, handle) {
            try flush(builder)
            builder = SQLChunkBuilder(prepared.columnNames)
        }
        self.builder = builder
        for column in 0..<builder.columnCount { Self.append(builder, handle, column) }
        builder.endRow()
        if builder.isFull {
            try flush(builder)
            self.builder = nil
        }
    }

    /// The last chunk always waits for the end of the batch, and comes to the loop together with it.
    func end() throws(SQLDriverFailure) {
        guard let builder, builder.rowCount > 0 else { return }
        try hold(builder)
        self.builder = nil
    }

    private func flush(_ builder: SQLChunkBuilder) throws(SQLDriverFailure) {
        guard builder.rowCount > 0 else { return }
        if mostBytes != nil { return try hold(builder) }
        // What is held is older: it goes first.
        for chunk in job.held { job.send(chunk.statement, chunk.rows) }
        job.held = []
        job.send(statement, builder)
    }

    private func hold(_ builder: SQLChunkBuilder) throws(SQLDriverFailure) {
        job.held.append((statement, builder))
        job.heldBytes &+= builder.byteCount
        guard job.heldBytes <= mostBytes ?? Int.max else {
            throw SQLDriverFailure(
                .ASSAY_STATUS_RESOURCE_EXHAUSTED,
                "a batch that writes returns more than \(mostBytes ?? 0) bytes of rows; read them in a batch of their own"
            )
        }
    }

    private func fits(_ builder: SQLChunkBuilder, _ handle: OpaquePointer) -> Bool {
        for column in 0..<builder.columnCount {
            let type = sqlite3_column_type(handle, Int32(truncatingIfNeeded: column))
            if type != SQLITE_NULL, !builder.accepts(column, Self.type(type)) { return false }
        }
        return true
    }

    private static func type(_ type: Int32) -> assay_sql_type_t {
        switch type {
        case SQLITE_INTEGER: .ASSAY_SQL_I64
        case SQLITE_FLOAT: .ASSAY_SQL_F64
        case SQLITE_TEXT: .ASSAY_SQL_TEXT
        case SQLITE_BLOB: .ASSAY_SQL_BYTES
        default: .ASSAY_SQL_UNTYPED
        }
    }

    private static func append(_ builder: SQLChunkBuilder, _ handle: OpaquePointer, _ column: Int) {
        let place = Int32(truncatingIfNeeded: column)
        switch sqlite3_column_type(handle, place) {
        case SQLITE_INTEGER: builder.append(column, sqlite3_column_int64(handle, place))
        case SQLITE_FLOAT: builder.append(column, sqlite3_column_double(handle, place))
        case SQLITE_TEXT:
            let text = UnsafeRawPointer(sqlite3_column_text(handle, place))
            builder.append(column, bytes(text, sqlite3_column_bytes(handle, place)), .ASSAY_SQL_TEXT)
        case SQLITE_BLOB:
            let blob = sqlite3_column_blob(handle, place)
            builder.append(column, bytes(blob, sqlite3_column_bytes(handle, place)), .ASSAY_SQL_BYTES)
        default: builder.appendNull(column)
        }
    }

    private static func bytes(_ base: UnsafeRawPointer?, _ count: Int32) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: base, count: base == nil ? 0 : Int(max(0, count)))
    }
}
