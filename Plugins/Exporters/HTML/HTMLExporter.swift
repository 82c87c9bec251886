// Assay: the exporter assay.exporter.html.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
public import AssayKit
import CAssay

/// Writes one HTML file that needs nothing else: tables, charts and the verdict. See README.md.
public final class HTMLExporter: ExporterComponent {
    /// What it is.
    public static var descriptor: ComponentDescriptor {
        ComponentDescriptor(
            id: "assay.exporter.html", kind: ASSAY_KIND_EXPORTER, name: "HTML",
            description: "Writes a report as one self-contained HTML file, with charts drawn as SVG.",
            configSchema: """
                {"type":"object","additionalProperties":false,"required":["file"],"properties":{
                "file":{"type":"string","minLength":1,
                "description":"The file; {u}, {r} and {t} stand for users, spawn rate and run time."},
                "title":{"type":"string","default":"Load test"},
                "theme":{"enum":["auto","light","dark"],"default":"auto"}}}
                """)
    }

    private let file: String
    private let title: String
    private let theme: String
    private var run: RunInfo?
    private var timeline = Timeline()

    /// Reads the config.
    public init(host: Host, config: Config) throws {
        file = try config.requiredString("file")
        guard !file.isEmpty else { throw config.invalid("file", "the report's name") }
        title = try config.string("title", default: "Load test")
        theme = try config.string("theme", default: "auto")
        guard ["auto", "light", "dark"].contains(theme) else {
            throw config.invalid("theme", "'auto', 'light' or 'dark'")
        }
        try config.rejectUnknownKeys()
    }

    /// Checks that the file can be written: a run is not to fail at its end.
    public func begin(_ run: RunInfo) throws {
        self.run = run
        timeline = Timeline()
        try OutputFile(path: Self.fill(file, run.options)).checkIsWritable()
    }

    /// Adds a point to the charts.
    public func update(_ statistics: StatsSnapshot, _ state: RunState) {
        timeline.add(statistics, userCount: state.userCount)
    }

    /// Writes the report.
    public func finish(_ statistics: StatsSnapshot, _ state: RunState, _ result: RunResult) throws {
        guard let run else { return }
        defer { self.run = nil }
        timeline.add(statistics, userCount: state.userCount, isLast: true)
        let report = Report(
            title: title, theme: theme, run: run, statistics: statistics, result: result, timeline: timeline)
        try OutputFile(path: Self.fill(file, run.options)).replace(with: Array(report.html.utf8), isFinal: true)
    }

    /// Puts users, spawn rate and run time for {u}, {r} and {t}; what was not given stays as it is.
    static func fill(_ name: String, _ options: String) -> String {
        guard let options = try? JSONValue(parsing: options) else { return name }
        return [("{u}", "users"), ("{r}", "spawn_rate"), ("{t}", "run_time")].reduce(name) { name, part in
            let text = options[part.1]?.doubleValue.map(number) ?? options[part.1]?.stringValue
            guard let text, !text.contains("/") else { return name }
            return name.split(separator: part.0, omittingEmptySubsequences: false).joined(separator: text)
        }
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? value.fixed(0) : "\(value)"
    }
}
