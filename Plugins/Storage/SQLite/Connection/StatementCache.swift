// Assay: the prepared statements of a connection.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssaySQLite

/// Keeps statements prepared, by their text; the one that was not used for the longest time makes room.
final class StatementCache {
    private let database: OpaquePointer
    private let capacity: Int
    private var statements: [UInt64: Prepared] = [:]
    private var clock: UInt64 = 0

    init(_ database: OpaquePointer, capacity: Int) {
        self.database = database
        self.capacity = capacity
    }

    /// The prepared statement of a text. It is the caller's until it gives it back with `put`.
    func take(_ statement: assay_sql_statement_t) throws(SQLDriverFailure) -> Prepared {
        clock &+= 1
        let text = statement.text.bytes
        let hash = Self.hash(text)
        if let found = statements[hash], found.hasText(text) {
            found.lastUse = clock
            return found
        }
        let isOnce = statement.flags & ASSAY_SQL_ONCE != 0
        let handle = try prepare(text, isKept: !isOnce)
        let prepared = Prepared(handle, text)
        prepared.lastUse = clock
        if isOnce { return prepared }
        if statements.count >= capacity, statements[hash] == nil { removeOldest() }
        statements[hash] = prepared
        return prepared
    }

    func removeAll() { statements = [:] }

    /// Prepares a text of the driver's own.
    func prepare(_ text: String) throws(SQLDriverFailure) -> OpaquePointer {
        let bytes = Array(text.utf8)
        let result = bytes.withUnsafeBytes { bytes in
            Result { () throws(SQLDriverFailure) in try prepare(bytes, isKept: true) }
        }
        return try result.get()
    }

    private func prepare(_ text: UnsafeRawBufferPointer, isKept: Bool) throws(SQLDriverFailure) -> OpaquePointer {
        guard let base = text.baseAddress?.assumingMemoryBound(to: CChar.self), let length = Int32(exactly: text.count)
        else { throw SQLDriverFailure(.ASSAY_STATUS_INVALID_ARGUMENT, "a statement is empty, or longer than 2 GiB") }
        var handle: OpaquePointer?
        var rest: UnsafePointer<CChar>?
        let flags = isKept ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
        let result = sqlite3_prepare_v3(database, base, length, flags, &handle, &rest)
        guard result == SQLITE_OK else { throw SQLDriverFailure(database, result) }
        guard let handle else {
            throw SQLDriverFailure(.ASSAY_STATUS_INVALID_ARGUMENT, "a statement has no words")
        }
        let used = rest.map { $0 - base } ?? text.count
        let isWhole = text[min(used, text.count)...].allSatisfy { $0 == 0x20 || (9...13).contains($0) || $0 == 0x3B }
        guard isWhole else {
            sqlite3_finalize(handle)
            throw SQLDriverFailure(
                .ASSAY_STATUS_INVALID_ARGUMENT, "a text holds more than one statement; add each by itself")
        }
        return handle
    }

    private func removeOldest() {
        guard let oldest = statements.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return }
        statements[oldest.key] = nil
    }

    /// Eight bytes at a time; the text itself is compared as well.
    private static func hash(_ text: UnsafeRawBufferPointer) -> UInt64 {
        var hash = UInt64(truncatingIfNeeded: text.count) &* 0x9E37_79B9_7F4A_7C15
        var index = 0
        while index &+ 8 <= text.count {
            hash = (hash ^ text.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0x9FB2_1C65_1E98_DF25
            hash ^= hash >> 32
            index &+= 8
        }
        while index < text.count {
            hash = (hash ^ UInt64(text[index])) &* 0x9FB2_1C65_1E98_DF25
            index &+= 1
        }
        return hash ^ hash >> 29
    }
}
