// Assay: where the figures of a run go.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// Options of the reports; the names are Locust's where Locust has one.
struct ReportOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Write CSV files whose names begin so.", valueName: "prefix"))
    var csv: String?

    @Flag(inversion: .prefixedNo, help: "Write each second's figures of every request name to the history, too.")
    var csvFullHistory: Bool?

    @Option(
        help: ArgumentHelp("Write an HTML report; {u}, {r} and {t} stand for users, rate, time.", valueName: "file"))
    var html: String?

    @Flag(inversion: .prefixedNo, help: "Print the final figures as JSON to standard output.")
    var json: Bool?

    @Option(help: ArgumentHelp("Write the final figures as JSON to NAME.json.", valueName: "name"))
    var jsonFile: String?

    @Option(
        help: ArgumentHelp(
            "The shape of both: assay, or locust for the list that Locust writes (default: assay).", valueName: "format"
        ))
    var jsonFormat: JSONFormat?

    @Flag(inversion: .prefixedNo, help: "Print the table while running, also with --only-summary.")
    var printStats: Bool?

    @Flag(inversion: .prefixedNo, help: "Print the table only at the end.")
    var onlySummary: Bool?

    @Flag(inversion: .prefixedNo, help: "Begin the statistics anew when all users have started.")
    var resetStats: Bool?

    @Option(help: ArgumentHelp("Keep a file with the figures in Prometheus' text format.", valueName: "file"))
    var prometheus: String?

    @Option(help: ArgumentHelp("Write every event as a line of JSON.", valueName: "file"))
    var eventLog: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("A further exporter, and its config as JSON; may be repeated.", valueName: "id[=json]"),
        transform: ComponentReference.init(parsing:))
    var exporter: [ComponentReference] = []

    @Option(help: "The most different request names; further ones share a row (default: 10000).")
    var maxNames: Int?

    @Option(help: ArgumentHelp("A name for the report.", valueName: "name"))
    var profile: String?
}
