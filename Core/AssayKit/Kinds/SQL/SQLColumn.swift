// Assay: a column of parameters.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// A column of values, for statements that take many rows. Append one value a row; a value of another type than the
/// column's makes the batch fail with INVALID_ARGUMENT.
public final class SQLColumn {
    /// The type of all values.
    public let type: SQLType
    /// How many values there are.
    public private(set) var count = 0
    /// Whether a value did not fit the type, or the texts are 4 GiB or more.
    private(set) var isFaulty = false
    private var values = GrowingMemory()
    private var offsets = GrowingMemory()
    private var nulls = GrowingMemory()
    private var hasNulls = false

    /// Makes an empty column.
    public init(_ type: SQLType) {
        self.type = type
        if isSized { offsets.append(UInt32(0)) }
    }

    /// Makes a column of whole numbers.
    public convenience init(_ numbers: some Sequence<Int64>) {
        self.init(.int)
        for number in numbers { append(number) }
    }

    /// Makes a column of texts.
    public convenience init(_ texts: some Sequence<String>) {
        self.init(.text)
        for text in texts { append(text) }
    }

    deinit {
        values.free()
        offsets.free()
        nulls.free()
    }

    private var isSized: Bool { type == .text || type == .bytes }

    /// Appends a whole number.
    public func append(_ value: Int64) {
        guard type == .int else { return isFaulty = true }
        values.append(value)
        endRow(isNull: false)
    }

    /// Appends a double.
    public func append(_ value: Double) {
        guard type == .double else { return isFaulty = true }
        values.append(value)
        endRow(isNull: false)
    }

    /// Appends a text.
    public func append(_ value: String) {
        guard type == .text else { return isFaulty = true }
        var value = value
        value.withUTF8 { appendRaw(UnsafeRawBufferPointer($0)) }
    }

    /// Appends the bytes of a text or of a value of bytes, which are copied.
    public func append(_ value: UnsafeRawBufferPointer) {
        guard isSized else { return isFaulty = true }
        appendRaw(value)
    }

    /// Appends null.
    public func appendNull() {
        switch type {
        case .int, .double: values.append(Int64(0))
        case .text, .bytes: offsets.append(UInt32(truncatingIfNeeded: values.count))
        }
        endRow(isNull: true)
    }

    /// Appends a value of any type.
    public func append(_ value: SQLValue) {
        switch value {
        case .int(let number?): append(number)
        case .double(let number?): append(number)
        case .text(let text?): append(text)
        case .bytes(let bytes?): bytes.withUnsafeBytes { type == .bytes ? append($0) : (isFaulty = true) }
        default: value.type == type ? appendNull() : (isFaulty = true)
        }
    }

    /// Removes all values; the memory stays for the next.
    public func removeAll() {
        count = 0
        isFaulty = false
        hasNulls = false
        values.removeAll()
        nulls.removeAll()
        offsets.removeAll()
        if isSized { offsets.append(UInt32(0)) }
    }

    private func appendRaw(_ bytes: UnsafeRawBufferPointer) {
        values.append(bytes)
        if values.count > Int(UInt32.max) { isFaulty = true }
        offsets.append(UInt32(truncatingIfNeeded: values.count))
        endRow(isNull: false)
    }

    private func endRow(isNull: Bool) {
        if count % 8 == 0 { nulls.append(UInt8(0)) }
        if isNull {
            hasNulls = true
            nulls.setBit(count)
        }
        count &+= 1
    }

    /// The column for C; it holds until the next change.
    var c: assay_sql_column_t {
        assay_sql_column_t(
            value_type: type.c, reserved: 0,
            nulls: hasNulls ? nulls.base.map { UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) } : nil,
            values: UnsafeRawPointer(values.base),
            offsets: isSized ? offsets.base.map { UnsafePointer($0.assumingMemoryBound(to: UInt32.self)) } : nil)
    }
}
