// Assay: what the SQLite driver can do.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssaySQLite

/// The C struct, and the texts that it refers to.
final class Capabilities: @unchecked Sendable {
    // @unchecked: written once, here, and only read afterwards.
    let pointer: UnsafePointer<assay_sql_capabilities_t>
    private let texts: [UnsafeMutableBufferPointer<UInt8>]

    /// `durability` as the connection that writes has it.
    init(_ durability: Durability) {
        let words = ["sqlite", String(cString: sqlite3_libversion()), durability.description]
        texts = words.map { word in
            let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: word.utf8.count)
            _ = copy.initialize(from: word.utf8)
            return copy
        }
        let strings = texts.map { assay_string_t(UnsafeBufferPointer($0)) }
        let memory = UnsafeMutablePointer<assay_sql_capabilities_t>.allocate(capacity: 1)
        memory.initialize(
            to: assay_sql_capabilities_t(
                struct_size: UInt32(MemoryLayout<assay_sql_capabilities_t>.size),
                flags: durability.isDurable ? ASSAY_SQL_IS_DURABLE : 0, dialect: strings[0],
                server_version: strings[1], durability: strings[2]))
        pointer = UnsafePointer(memory)
    }

    deinit {
        pointer.deallocate()
        for text in texts { text.deallocate() }
    }
}
