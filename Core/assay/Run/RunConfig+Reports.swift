// Assay: the collector and the exporters of a run.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON

extension RunConfig {
    /// What counts the requests.
    var collector: ComponentReference {
        ComponentReference(
            id: "assay.collector.stats", config: ["max_names": .integer(Int64(options.report.maxNames ?? 10_000))])
    }

    /// Where the figures go, in the order of the options; the terminal is always among them.
    var exporters: [ComponentReference] {
        let report = options.report
        let isSummaryOnly = report.onlySummary == true && report.printStats != true
        var exporters = [
            ComponentReference(id: "assay.exporter.console", config: ["only_summary": .bool(isSummaryOnly)])
        ]
        if let prefix = report.csv {
            let config: JSONValue = ["prefix": .string(prefix), "full_history": .bool(report.csvFullHistory ?? false)]
            exporters.append(ComponentReference(id: "assay.exporter.csv", config: config))
        }
        if let file = report.html {
            var config: JSONObject = ["file": .string(file)]
            if let title = report.profile { config["title"] = .string(title) }
            exporters.append(ComponentReference(id: "assay.exporter.html", config: .object(config)))
        }
        if report.json == true {
            exporters.append(json("-"))
        }
        if let name = report.jsonFile {
            exporters.append(json(name + ".json"))
        }
        if let file = report.prometheus {
            exporters.append(ComponentReference(id: "assay.exporter.prometheus", config: ["file": .string(file)]))
        }
        if let file = report.eventLog {
            exporters.append(ComponentReference(id: "assay.exporter.eventlog", config: ["file": .string(file)]))
        }
        return exporters + report.exporter
    }

    private func json(_ file: String) -> ComponentReference {
        let format = options.report.jsonFormat ?? .assay
        return ComponentReference(
            id: "assay.exporter.json", config: ["file": .string(file), "format": .string(format.rawValue)])
    }
}
