// Assay: the config of the SQLite driver.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit

/// What the config says.
struct SQLiteSettings {
    /// The file of the database.
    let path: String
    /// Whether a file that is not there is made.
    let create: Bool
    /// Whether nothing is written, not even the journal's mode.
    let readOnly: Bool
    /// Whether the journal becomes a write-ahead log; otherwise it stays as it is.
    let hasOwnJournal: Bool
    /// How many threads read beside the writer.
    let readers: Int
    /// How many batches wait at most, for the writer and for the readers each.
    let queue: Int
    /// How long to wait for another process that holds the database, in milliseconds.
    let busyMilliseconds: Int32
    /// How many prepared statements a connection keeps.
    let statements: Int
    /// How many bytes of rows a batch that writes may return.
    let resultBytes: Int

    init(_ config: Config) throws {
        path = try config.requiredString("path")
        readOnly = try config.bool("read_only", default: false)
        create = try config.bool("create", default: !readOnly)
        let journal = try config.string("journal", default: "wal")
        guard journal == "wal" || journal == "keep" else { throw config.invalid("journal", "wal or keep") }
        hasOwnJournal = journal == "wal" && !readOnly
        readers = try config.int("readers", in: 1...64, default: 2)
        queue = try config.int("queue", in: 1...1_000_000, default: 4096)
        busyMilliseconds = Int32(
            clamping: Int(try config.double("busy_timeout", in: 0...3600, default: 5) * 1000))
        statements = try config.int("statements", in: 1...10_000, default: 256)
        resultBytes = try config.int("result_bytes", in: 1...(1 << 40), default: 64 << 20)
        guard !path.isEmpty, path != ":memory:", !path.utf8.contains(0) else {
            throw config.invalid("path", "the path of a file: a database in memory is not kept")
        }
        try config.rejectUnknownKeys()
    }

    static let schema = """
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["path"],
          "properties": {
            "path": {"type": "string", "minLength": 1, "description": "the file of the database"},
            "create": {"type": "boolean", "default": true, "description": "whether a file that is not there is made"},
            "read_only": {"type": "boolean", "default": false,
              "description": "write nothing: a database that belongs to another program"},
            "journal": {"enum": ["wal", "keep"], "default": "wal",
              "description": "keep leaves the journal of another program's database as it is"},
            "readers": {"type": "integer", "minimum": 1, "maximum": 64, "default": 2,
              "description": "how many threads read beside the writer"},
            "queue": {"type": "integer", "minimum": 1, "maximum": 1000000, "default": 4096,
              "description": "how many batches wait at most, for the writer and for the readers each"},
            "busy_timeout": {"type": "number", "minimum": 0, "maximum": 3600, "default": 5,
              "description": "seconds to wait for another process that holds the database"},
            "statements": {"type": "integer", "minimum": 1, "maximum": 10000, "default": 256,
              "description": "how many prepared statements a connection keeps"},
            "result_bytes": {"type": "integer", "minimum": 1, "maximum": 1099511627776, "default": 67108864,
              "description": "how many bytes of rows a batch that writes may return"}
          }
        }
        """
}
