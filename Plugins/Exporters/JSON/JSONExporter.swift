// Assay: the exporter assay.exporter.json.
// SPDX-License-Identifier: Apache-2.0
public import AssayKit
import CAssay

/// Writes the figures of a run as one JSON document, or as the list that Locust's --json prints. See README.md.
public final class JSONExporter: ExporterComponent {
    /// What it is.
    public static var descriptor: ComponentDescriptor {
        ComponentDescriptor(
            id: "assay.exporter.json", kind: ASSAY_KIND_EXPORTER, name: "JSON",
            description: "Writes the final figures as one JSON document, or in the shape of Locust's --json.",
            configSchema: """
                {"type":"object","additionalProperties":false,"properties":{
                "file":{"type":"string","minLength":1,"default":"-","description":"The file; '-' is standard output."},
                "format":{"enum":["assay","locust"],"default":"assay"},
                "pretty":{"type":"boolean","default":true}}}
                """)
    }

    private let host: Host
    private let file: OutputFile
    private let isLocust: Bool
    private let isPretty: Bool
    private var run: RunInfo?
    private var seconds = SecondHistory()

    /// Reads the config.
    public init(host: Host, config: Config) throws {
        self.host = host
        let path = try config.string("file", default: "-")
        guard !path.isEmpty else { throw config.invalid("file", "a file's name, or '-'") }
        file = OutputFile(path: path)
        let format = try config.string("format", default: "assay")
        guard ["assay", "locust"].contains(format) else { throw config.invalid("format", "'assay' or 'locust'") }
        isLocust = format == "locust"
        isPretty = try config.bool("pretty", default: true)
        try config.rejectUnknownKeys()
    }

    /// Checks that the file can be written.
    public func begin(_ run: RunInfo) throws {
        self.run = run
        seconds = SecondHistory()
        try file.checkIsWritable()
    }

    /// Keeps the counts of each second, which Locust's shape has.
    public func update(_ statistics: StatsSnapshot, _ state: RunState) {
        if isLocust { seconds.add(statistics) }
    }

    /// Writes the document.
    public func finish(_ statistics: StatsSnapshot, _ state: RunState, _ result: RunResult) throws {
        guard let run else { return }
        defer { self.run = nil }
        if isLocust {
            seconds.add(statistics, isLast: true)
            if seconds.isIncomplete {
                host.log(
                    .ASSAY_LOG_WARNING, "assay.exporter.json",
                    "the counts per second are incomplete: there were more than \(SecondHistory.capacity)")
            }
        }
        let bytes =
            isLocust
            ? LocustEntries.json(statistics, seconds, isPretty: isPretty)
            : RunDocument(run: run, statistics: statistics, result: result).json(isPretty: isPretty)
        try file.replace(with: bytes + [0x0A], isFinal: true)
    }
}
