// Assay: in which order a feeder hands out its rows, and which.
// SPDX-License-Identifier: Apache-2.0

extension Feeder {
    /// In which order rows are handed out.
    public enum Strategy: Sendable, Hashable {
        /// In the order of the file.
        case sequential
        /// In an order of chance that has every row once, and another order on every pass.
        case random
        /// In the order of the file, no row twice in the whole run; never wraps.
        case unique
    }

    /// What happens after the last row.
    public enum End: Sendable, Hashable {
        /// The rows begin again.
        case wrap
        /// `next()` throws `StopUser`.
        case stop
    }

    /// How the file is read. A byte order mark at its start is skipped.
    public enum Format: Sendable, Hashable {
        /// By the end of the file's name: .csv, .tsv, .json, .jsonl or .ndjson.
        case byName
        /// RFC 4180: fields divided by one ASCII character; the first row names the columns unless names are given.
        /// Lines end in LF or CR LF; empty lines are skipped.
        case csv(separator: Character = ",", columns: [String]? = nil)
        /// An array of objects. Strings as they are, other values as their JSON text, null as an absent value.
        case json
        /// An object on every line, values as in `json`; empty lines are skipped.
        case jsonLines
    }

    /// Which rows belong to this process: every `count`-th, beginning with the `index`-th.
    public struct Share: Sendable, Hashable {
        /// All rows.
        public static let whole = Share(0, of: 1)

        /// This process's number, from 0.
        public let index: Int
        /// How many processes share the file.
        public let count: Int

        /// The share of process `index`, from 0, of `count`.
        public init(_ index: Int, of count: Int) {
            self.index = index
            self.count = count
        }

        var isValid: Bool { index >= 0 && index < count }

        /// How many of `rows` rows belong to a valid share.
        func count(of rows: Int) -> Int {
            rows > index ? (rows - index - 1) / count + 1 : 0
        }
    }
}
