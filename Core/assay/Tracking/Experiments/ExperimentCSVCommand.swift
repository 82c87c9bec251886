// Assay: `assay experiments csv`.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayJSON

/// Writes all runs of an experiment as a table.
struct ExperimentCSVCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "csv",
        abstract: "Writes all runs of an experiment as CSV: a row a run, a column a metric, param or tag.")

    @Option(name: [.customShort("x"), .long], help: "Its id.")
    var experimentId: String

    @Option(name: [.customShort("o"), .long], help: ArgumentHelp("Write to this file.", valueName: "file"))
    var filename: String?

    @OptionGroup var tracking: TrackingOptions

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            let runs = try session.pages(
                "searchRuns", ["experiment_ids": [.string(experimentId)], "run_view_type": "ALL"], "runs")
            let text = RunTable(runs).csv
            if let filename {
                try TextFile.write(text, to: filename)
                Output.standard.write(
                    "Experiment with ID \(experimentId) has been exported as a CSV to file: \(filename)\n")
            } else {
                Output.standard.write(text)
            }
        }
    }
}

/// Runs as a table, with the columns that any of them has.
struct RunTable {
    private static let fields = ["run_id", "experiment_id", "status", "artifact_uri", "start_time", "end_time"]
    private static let parts = ["metrics", "params", "tags"]
    private let runs: [JSONValue]
    private let keys: [[String]]

    init(_ runs: [JSONValue]) {
        self.runs = runs
        keys = Self.parts.map { part in
            let found = runs.flatMap { $0["data"]?[part]?.arrayValue ?? [] }.compactMap { $0["key"]?.stringValue }
            return Set(found).sorted()
        }
    }

    /// RFC 4180.
    var csv: String {
        var lines = [Self.fields + zip(Self.parts, keys).flatMap { part, keys in keys.map { "\(part).\($0)" } }]
        for run in runs {
            var cells = Self.fields.map { Self.cell(run["info"]?[$0]) }
            for (part, keys) in zip(Self.parts, keys) {
                var values: [String: JSONValue] = [:]
                for one in run["data"]?[part]?.arrayValue ?? [] {
                    if let key = one["key"]?.stringValue { values[key] = one["value"] }
                }
                cells += keys.map { Self.cell(values[$0]) }
            }
            lines.append(cells)
        }
        return lines.map { $0.map(Self.quoted).joined(separator: ",") + "\n" }.joined()
    }

    private static func cell(_ value: JSONValue?) -> String {
        guard let value else { return "" }
        return value.stringValue ?? value.text()
    }

    private static func quoted(_ cell: String) -> String {
        guard cell.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return cell }
        return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
