// Assay: the exporter: names the requests that were too slow.
// SPDX-License-Identifier: Apache-2.0
public import AssayKit
import CAssay

/// Writes, when the run ends, a line for each request whose 95th percentile is over a limit.
public final class TemplatePlugin: ExporterComponent {
    /// What it is.
    public static var descriptor: ComponentDescriptor {
        ComponentDescriptor(
            id: "com.example.template", kind: ASSAY_KIND_EXPORTER, name: "Template Plugin", version: "0.1.0",
            description: "Names the requests whose 95th percentile is over a limit",
            configSchema: """
                {"type":"object","required":["path"],"additionalProperties":false,"properties":{
                "path":{"type":"string","description":"The file that is written; - for standard output"},
                "limit_ms":{"type":"number","minimum":0,"maximum":86400000,"default":500,
                "description":"The limit, in milliseconds"}}}
                """)
    }

    private let file: OutputFile
    private let limit: Double

    /// Reads the config.
    public init(host: Host, config: Config) throws {
        file = OutputFile(path: try config.requiredString("path"))
        limit = try config.double("limit_ms", in: 0...86_400_000, default: 500)
        try config.rejectUnknownKeys()
    }

    /// Needs nothing before the run has ended.
    public func begin(_ run: RunInfo) throws {}

    /// Writes the file.
    public func finish(_ statistics: StatsSnapshot, _ state: RunState, _ result: RunResult) throws {
        var report = ""
        for row in statistics.rows(.ASSAY_ROW_REQUEST) {
            let time = row.responseTime[percentile: 95]
            if time > limit { report += "\(row.method) \(row.name): \(time) ms\n" }
        }
        try file.replace(with: Array(report.utf8), isFinal: true)
    }
}
