// Assay: whether a commit is on the disk before it is acknowledged.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// The settings that durability hangs on, as a connection says that it has them.
struct Durability: CustomStringConvertible {
    private let journalMode: String
    private let synchronous: String

    init(_ connection: Connection, _ path: String) throws {
        journalMode = try Connection.pragma(connection.database, "PRAGMA journal_mode", path)
        synchronous = try Connection.pragma(connection.database, "PRAGMA synchronous", path)
    }

    /// FULL is 2, and EXTRA 3.
    var isDurable: Bool { journalMode == "wal" && (synchronous == "2" || synchronous == "3") }

    var description: String {
        let names = ["0": "off", "1": "normal", "2": "full", "3": "extra"]
        return "journal_mode=\(journalMode), synchronous=\(names[synchronous] ?? synchronous)"
    }
}
