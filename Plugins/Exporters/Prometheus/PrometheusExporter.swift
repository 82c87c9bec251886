// Assay: the exporter assay.exporter.prometheus.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
public import AssayKit
import CAssay

/// Keeps a file with the figures of a run in Prometheus' text format. See README.md.
public final class PrometheusExporter: ExporterComponent {
    /// What it is.
    public static var descriptor: ComponentDescriptor {
        ComponentDescriptor(
            id: "assay.exporter.prometheus", kind: ASSAY_KIND_EXPORTER, name: "Prometheus",
            description:
                "Keeps a file in Prometheus' text format, for node_exporter's textfile collector and its like.",
            configSchema: """
                {"type":"object","additionalProperties":false,"required":["file"],"properties":{
                "file":{"type":"string","minLength":1,"description":"The file; written anew each second."},
                "max_names":{"type":"integer","minimum":1,"maximum":1000000,"default":1000,
                "description":"Names that have metrics: those with the most requests."},
                "buckets":{"type":"array","items":{"type":"number","exclusiveMinimum":0},"default":[],
                "description":"Upper bounds in seconds: response times become a histogram instead of a summary."}}}
                """)
    }

    private let host: Host
    private let file: OutputFile
    private let buckets: [Double]
    private let nameLimit: Int
    private var runLabels: [(name: String, value: String)] = []
    private var hasWarned = false

    /// Reads the config.
    public init(host: Host, config: Config) throws {
        self.host = host
        let path = try config.requiredString("file")
        guard !path.isEmpty else { throw config.invalid("file", "a file's name") }
        file = OutputFile(path: path)
        buckets = try config.array("buckets").map {
            guard let bound = $0.doubleValue, bound.isFinite, bound > 0 else {
                throw config.invalid("buckets", "a rising list of seconds above 0")
            }
            return bound
        }
        guard zip(buckets, buckets.dropFirst()).allSatisfy({ $0 < $1 }), buckets.count <= 100 else {
            throw config.invalid("buckets", "a rising list of at most 100 bounds")
        }
        nameLimit = try config.int("max_names", in: 1...1_000_000, default: 1000)
        try config.rejectUnknownKeys()
    }

    /// Checks that the file can be written.
    public func begin(_ run: RunInfo) throws {
        runLabels = [("run_id", run.runID), ("scenario", run.scenario), ("host", run.host)]
        hasWarned = false
        try file.checkIsWritable()
    }

    /// Writes the file anew. A disk that refuses is reported once, and again at the end.
    public func update(_ statistics: StatsSnapshot, _ state: RunState) {
        do {
            var text = MetricText()
            RunMetrics(labels: runLabels, buckets: buckets, nameLimit: nameLimit).write(statistics, state, to: &text)
            try file.replace(with: text.bytes)
        } catch {
            guard !hasWarned else { return }
            hasWarned = true
            host.log(.ASSAY_LOG_WARNING, "assay.exporter.prometheus", "\(error)")
        }
    }

    /// Writes the file for the last time, with the verdict.
    public func finish(_ statistics: StatsSnapshot, _ state: RunState, _ result: RunResult) throws {
        var text = MetricText()
        let metrics = RunMetrics(labels: runLabels, buckets: buckets, nameLimit: nameLimit)
        metrics.write(statistics, state, to: &text)
        metrics.write(result, to: &text)
        try file.replace(with: text.bytes, isFinal: true)
    }
}
