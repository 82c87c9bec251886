// Assay: statements that are run in one transaction.
// SPDX-License-Identifier: Apache-2.0
package import CAssay

/// Statements that are run in one transaction: all of them or none. `SQLSession.run` runs it, also more than once.
///
///     let batch = SQLBatch()
///     batch.add("INSERT INTO runs (id, name) VALUES ($1, $2)", .scalars(.int(7), .text("first")))
///     let count = batch.add("SELECT count(*) FROM runs")
///     let results = try await session.run(batch)
///     results[count].int(0, 0)
public final class SQLBatch {
    /// What holds for all statements of a batch.
    public struct Options: OptionSet, Sendable {
        /// The bits of kind/draft/sql_driver.h.
        public let rawValue: UInt32

        /// Makes options from bits.
        public init(rawValue: UInt32) {
            self.rawValue = rawValue
        }

        /// Nothing is written; all statements see one state of the database.
        public static let readOnly = Options(rawValue: ASSAY_SQL_READ_ONLY)
        /// The transaction is serializable; it may fail with ABORTED and is then run again.
        public static let serializable = Options(rawValue: ASSAY_SQL_SERIALIZABLE)
    }

    let options: Options
    /// How many statements there are.
    public private(set) var count = 0
    private var statements = GrowingMemory()
    private var arena = SQLArena()
    private var columns: [SQLColumn] = []
    private(set) var fault: String?

    /// Makes an empty batch.
    public init(_ options: Options = []) {
        self.options = options
    }

    deinit {
        statements.free()
        arena.free()
    }

    /// Adds a statement and returns its index, by which its results are found.
    ///
    /// - Parameters:
    ///   - expecting: how many rows it must affect or return; otherwise the batch is undone and fails with
    ///     FAILED_PRECONDITION and this statement's index.
    ///   - isOnce: the text is seldom the same: it is not kept prepared.
    @discardableResult
    public func add(
        _ text: SQLText, _ parameters: SQLParameters = .none, expecting: Int? = nil, isOnce: Bool = false
    ) -> Int {
        var statement = assay_sql_statement_t()
        statement.text = place(text)
        statement.flags = isOnce ? ASSAY_SQL_ONCE : 0
        statement.expected_rows = expecting.map { Int64($0) } ?? -1
        switch parameters.form {
        case .scalars(let values): place(values, in: &statement)
        case .arrays(let columns): place(columns, .ASSAY_SQL_ARRAYS, in: &statement)
        case .each(let columns): place(columns, .ASSAY_SQL_EACH, in: &statement)
        }
        statements.append(statement)
        count &+= 1
        return count &- 1
    }

    /// The batch for C; it holds until the next change.
    package var c: assay_sql_batch_t {
        assay_sql_batch_t(
            struct_size: UInt32(MemoryLayout<assay_sql_batch_t>.size), flags: options.rawValue,
            statements: statements.base.map { UnsafePointer($0.assumingMemoryBound(to: assay_sql_statement_t.self)) },
            statement_count: count)
    }

    private func place(_ text: SQLText) -> assay_string_t {
        switch text.form {
        case .fixed(let text) where text.hasPointerRepresentation:
            assay_string_t(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        case .fixed(let text): arena.copy(text.description)
        case .made(let text): arena.copy(text)
        }
    }

    private func place(_ values: [SQLValue], in statement: inout assay_sql_statement_t) {
        let columns = arena.array(assay_sql_column_t.self, values.count)
        for (index, value) in values.enumerated() { (columns + index).initialize(to: place(value)) }
        statement.form = .ASSAY_SQL_SCALAR
        statement.columns = UnsafePointer(columns)
        statement.column_count = UInt32(truncatingIfNeeded: values.count)
        statement.row_count = 1
    }

    private func place(_ columns: [SQLColumn], _ form: assay_sql_form_t, in statement: inout assay_sql_statement_t) {
        let memory = arena.array(assay_sql_column_t.self, columns.count)
        for (index, column) in columns.enumerated() {
            (memory + index).initialize(to: column.c)
            if column.isFaulty { fault = fault ?? "a column of statement \(count) has a value of another type" }
            if column.count != columns.first?.count {
                fault = fault ?? "the columns of statement \(count) differ in length"
            }
        }
        self.columns += columns
        statement.form = form
        statement.columns = UnsafePointer(memory)
        statement.column_count = UInt32(truncatingIfNeeded: columns.count)
        statement.row_count = UInt32(truncatingIfNeeded: columns.first?.count ?? 0)
    }
}

extension SQLBatch {
    private static let nullBits: StaticString = "\u{1}"

    /// A column of one value.
    private func place(_ value: SQLValue) -> assay_sql_column_t {
        var column = assay_sql_column_t()
        column.value_type = value.type.c
        switch value {
        case .int(let number?): column.values = scalar(number)
        case .double(let number?): column.values = scalar(number)
        case .text(let text?):
            let copy = arena.copy(text)
            column.values = UnsafeRawPointer(copy.data)
            column.offsets = offsets(to: copy.length)
        case .bytes(let bytes?):
            column.values = UnsafeRawPointer(bytes.withUnsafeBytes { arena.copy($0) })
            column.offsets = offsets(to: bytes.count)
        case .int(nil), .double(nil):
            column.nulls = Self.nullBits.utf8Start
            column.values = scalar(Int64(0))
        case .text(nil), .bytes(nil):
            column.nulls = Self.nullBits.utf8Start
            column.values = scalar(Int64(0))
            column.offsets = offsets(to: 0)
        }
        return column
    }

    private func scalar<Value: BitwiseCopyable>(_ value: Value) -> UnsafeRawPointer {
        let place = arena.allocate(MemoryLayout<Value>.size)
        place.storeBytes(of: value, as: Value.self)
        return UnsafeRawPointer(place)
    }

    private func offsets(to length: Int) -> UnsafePointer<UInt32> {
        if length > Int(UInt32.max) { fault = fault ?? "a value of statement \(count) is 4 GiB or more" }
        let offsets = arena.array(UInt32.self, 2)
        offsets.initialize(to: 0)
        (offsets + 1).initialize(to: UInt32(truncatingIfNeeded: length))
        return UnsafePointer(offsets)
    }
}
