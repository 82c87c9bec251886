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
            exporters.append(ComponentReference(id: "assay.exporter.html", config: ["file": .string(fill(file))]))
        }
        if report.json == true {
            exporters.append(ComponentReference(id: "assay.exporter.json", config: ["file": "-"]))
        }
        if let name = report.jsonFile {
            exporters.append(ComponentReference(id: "assay.exporter.json", config: ["file": .string(name + ".json")]))
        }
        if let file = report.prometheus {
            exporters.append(ComponentReference(id: "assay.exporter.prometheus", config: ["file": .string(file)]))
        }
        if let file = report.eventLog {
            exporters.append(ComponentReference(id: "assay.exporter.eventlog", config: ["file": .string(file)]))
        }
        return exporters + report.exporter
    }

    /// Puts users, spawn rate and run time for {u}, {r} and {t}.
    private func fill(_ name: String) -> String {
        let values = [
            ("{u}", Double(options.load.users ?? 1)), ("{r}", options.load.spawnRate ?? 1),
            ("{t}", options.load.runTime?.seconds ?? 0),
        ]
        return values.reduce(name) { name, value in
            let number = value.1
            let text = number == number.rounded() && number < 1e15 ? "\(Int(number))" : "\(number)"
            return name.split(separator: value.0, omittingEmptySubsequences: false).joined(separator: text)
        }
    }
}
