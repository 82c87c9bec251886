// Assay: a prepared statement.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssaySQLite
internal import Glibc

/// A prepared statement, finalized when nobody refers to it any more.
final class Prepared {
    let handle: OpaquePointer
    /// For each parameter of SQLite's, the column that is bound to it, counted from 0; SQLite counts `$2` and `$1` in the
    /// order in which they are met.
    let parameters: [Int]
    /// Whether it writes nothing.
    let isReadOnly: Bool
    var lastUse: UInt64 = 0
    private let text: [UInt8]

    init(_ handle: OpaquePointer, _ text: UnsafeRawBufferPointer) {
        self.handle = handle
        self.text = Array(text)
        isReadOnly = sqlite3_stmt_readonly(handle) != 0
        let count = max(0, sqlite3_bind_parameter_count(handle))
        parameters = (0..<count).map { index in
            // A name is "$3" or "?3"; a bare "?" has none and stands for its own place.
            guard let name = sqlite3_bind_parameter_name(handle, index + 1), let number = Int(String(cString: name + 1))
            else { return Int(index) }
            return number - 1
        }
    }

    deinit { sqlite3_finalize(handle) }

    func hasText(_ other: UnsafeRawBufferPointer) -> Bool {
        guard other.count == text.count, let base = other.baseAddress else { return false }
        return text.withUnsafeBytes { own in own.baseAddress.map { memcmp($0, base, own.count) == 0 } ?? false }
    }

    /// The names of the columns that it returns.
    var columnNames: [assay_string_t] {
        (0..<max(0, sqlite3_column_count(handle))).map { index in
            guard let name = sqlite3_column_name(handle, index) else { return assay_string_t() }
            return assay_string_t(data: name, length: strlen(name))
        }
    }
}
