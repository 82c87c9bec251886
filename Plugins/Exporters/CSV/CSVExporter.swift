// Assay: the exporter assay.exporter.csv.
// SPDX-License-Identifier: Apache-2.0
public import AssayKit
import CAssay

/// Writes Locust's four CSV files, column by column, and one of our own with what Locust has no column for. See README.md.
public final class CSVExporter: ExporterComponent {
    /// What it is.
    public static var descriptor: ComponentDescriptor {
        ComponentDescriptor(
            id: "assay.exporter.csv", kind: ASSAY_KIND_EXPORTER, name: "CSV",
            description: "Writes Locust's CSV files each second, and PREFIX_assay.csv with precise figures.",
            configSchema: """
                {"type":"object","additionalProperties":false,"required":["prefix"],"properties":{
                "prefix":{"type":"string","minLength":1,"description":"What the files' names begin with; may have folders."},
                "full_history":{"type":"boolean","default":false,
                "description":"Write a history row for every name and not only for the total."}}}
                """)
    }

    private let host: Host
    private let prefix: String
    private let isFullHistory: Bool
    private var history: AppendFile?
    private var hasWarned = false

    /// Reads the config.
    public init(host: Host, config: Config) throws {
        self.host = host
        prefix = try config.requiredString("prefix")
        guard !prefix.isEmpty else { throw config.invalid("prefix", "the beginning of the files' names") }
        isFullHistory = try config.bool("full_history", default: false)
        try config.rejectUnknownKeys()
    }

    /// Makes the files, with their heads.
    public func begin(_ run: RunInfo) throws {
        let history = try AppendFile(path: prefix + "_stats_history.csv")
        var head = CSVText()
        head.row(HistoryTable.columns)
        try history.append(head.bytes)
        self.history = history
        hasWarned = false
        for (name, columns) in tables { try write(name, columns, [], isFinal: false) }
    }

    /// Writes everything anew. A disk that refuses is reported once, and again at the end.
    public func update(_ statistics: StatsSnapshot, _ state: RunState) {
        do {
            try write(statistics, state, isFinal: false)
        } catch {
            guard !hasWarned else { return }
            hasWarned = true
            host.log(.ASSAY_LOG_WARNING, "assay.exporter.csv", "\(error)")
        }
    }

    /// Writes everything for the last time, and returns when it is on disk.
    public func finish(_ statistics: StatsSnapshot, _ state: RunState, _ result: RunResult) throws {
        try write(statistics, state, isFinal: true)
        try history?.sync()
        history = nil
    }

    private var tables: [(name: String, columns: [String])] {
        [
            ("stats", RequestTable.columns), ("failures", FailureTable.columns),
            ("exceptions", ExceptionTable.columns), ("assay", PreciseTable.columns),
        ]
    }

    private func write(_ statistics: StatsSnapshot, _ state: RunState, isFinal: Bool) throws {
        var rows = CSVText()
        for row in HistoryTable.rows(statistics, state, isFull: isFullHistory) { rows.row(row) }
        try history?.append(rows.bytes)
        let contents = [
            RequestTable.rows(statistics), FailureTable.rows(statistics), ExceptionTable.rows(statistics),
            PreciseTable.rows(statistics),
        ]
        for (table, rows) in zip(tables, contents) { try write(table.name, table.columns, rows, isFinal: isFinal) }
    }

    private func write(_ name: String, _ columns: [String], _ rows: [[String]], isFinal: Bool) throws {
        var text = CSVText()
        text.row(columns)
        for row in rows { text.row(row) }
        try OutputFile(path: "\(prefix)_\(name).csv").replace(with: text.bytes, isFinal: isFinal)
    }
}
