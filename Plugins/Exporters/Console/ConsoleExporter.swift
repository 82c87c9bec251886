// Assay: the exporter assay.exporter.console.
// SPDX-License-Identifier: Apache-2.0
public import AssayKit
import CAssay

/// Shows a run on standard error: a table that redraws itself on a terminal, plain lines elsewhere, and at the end the
/// summary. See README.md.
public final class ConsoleExporter: ExporterComponent {
    /// What it is.
    public static var descriptor: ComponentDescriptor {
        ComponentDescriptor(
            id: "assay.exporter.console", kind: ASSAY_KIND_EXPORTER, name: "Console",
            description: "Shows the run on the terminal: a live table, and the summary at the end.",
            configSchema: """
                {"type":"object","additionalProperties":false,"properties":{
                "only_summary":{"type":"boolean","default":false,
                "description":"Show nothing before the run has ended."},
                "interval":{"type":"number","minimum":0.1,"maximum":3600,"default":2,
                "description":"Seconds between two tables where there is no terminal."},
                "live":{"type":["boolean","null"],"default":null,
                "description":"Redraw one table in place; null: when standard error is a terminal."},
                "color":{"type":["boolean","null"],"default":null,
                "description":"Use colours; null: on a terminal, unless NO_COLOR is set."}}}
                """)
    }

    private let host: Host
    private let isSummaryOnly: Bool
    private let interval: Double
    private let terminal: Terminal
    private let isLive: Bool
    private let isColored: Bool
    private var nextTable: assay_time_t = 0
    private var drawnLines = 0

    /// Reads the config.
    public init(host: Host, config: Config) throws {
        self.host = host
        isSummaryOnly = try config.bool("only_summary", default: false)
        interval = try config.double("interval", in: 0.1...3600, default: 2)
        terminal = Terminal()
        isLive = try config.bool("live", default: terminal.isTerminal)
        isColored = try config.bool("color", default: terminal.isColored)
        try config.rejectUnknownKeys()
    }

    /// Shows nothing yet.
    public func begin(_ run: RunInfo) throws {
        nextTable = run.startTime + Int64(interval * 1e9)
        drawnLines = 0
    }

    /// Redraws the table, or writes one when it is time.
    public func update(_ statistics: StatsSnapshot, _ state: RunState) {
        guard !isSummaryOnly else { return }
        if isLive { return draw(LiveFrame(terminal.size, isColored).lines(statistics, state)) }
        // Updates come once a second, but not to the millisecond: one that is a little early is in time.
        let step = Int64(interval * 1e9)
        guard statistics.time >= nextTable &- min(step / 4, 250_000_000) else { return }
        nextTable = max(nextTable &+ step, statistics.time)
        terminal.write(PlainTables.requests(statistics, isCurrent: true) + [""])
    }

    /// Writes the summary.
    public func finish(_ statistics: StatsSnapshot, _ state: RunState, _ result: RunResult) throws {
        draw([])
        let tables =
            isLive
            ? FittedTables(columns: terminal.size.columns).summary(statistics)
            : PlainTables.summary(statistics)
        terminal.write(tables + Verdict(statistics, result, isColored: isColored).lines)
    }

    /// Replaces what was drawn before. A line is never wrapped, so its count of rows stays true. The host keeps its log
    /// above the lines; one that does not leaves the drawing here.
    private func draw(_ lines: [String]) {
        guard drawnLines > 0 || !lines.isEmpty else { return }
        let text = lines.isEmpty ? "" : "\u{1B}[?7l" + lines.map { $0 + "\n" }.joined() + "\u{1B}[?7h"
        let back = drawnLines > 0 ? "\u{1B}[\(drawnLines)A\r\u{1B}[J" : ""
        drawnLines = lines.count
        if !host.setFoot(text) { terminal.write(raw: back + text) }
    }
}
