// Assay: `assay gc`.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayJSON

/// Removes for ever what is deleted.
struct GarbageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gc",
        abstract: "Removes deleted runs, logged models and experiments for ever, with their artifacts.",
        discussion: "Without lists it removes all that is deleted. What it was cut off from is done by the next one.")

    @Option(help: ArgumentHelp("Only what was deleted longer ago, for instance 30d or 1d2h3m4s.", valueName: "time"))
    var olderThan: String?

    @Option(help: ArgumentHelp("Only these runs, separated by commas.", valueName: "ids"))
    var runIds: String?

    @Option(help: ArgumentHelp("Only these experiments and their runs.", valueName: "ids"))
    var experimentIds: String?

    @Option(help: ArgumentHelp("Only these logged models.", valueName: "ids"))
    var loggedModelIds: String?

    @Option(help: ArgumentHelp("The same as --tracking-uri.", valueName: "uri"))
    var backendStoreUri: String?

    @OptionGroup var tracking: TrackingOptions

    func run() throws {
        var fields: JSONObject = [:]
        if let olderThan { fields["older_than_ms"] = .integer(try Age.milliseconds(olderThan)) }
        if let runIds { fields["run_ids"] = Self.list(runIds) }
        if let experimentIds { fields["experiment_ids"] = Self.list(experimentIds) }
        if let loggedModelIds { fields["logged_model_ids"] = Self.list(loggedModelIds) }
        let uri = tracking.trackingUri ?? backendStoreUri
        try TrackingSession.use(uri, artifacts: tracking.artifactsDestination, tracking.process) {
            session throws(CommandError) in
            let report = try session.call("assay.collectGarbage", fields)
            func count(_ key: String) -> Int64 { report[key]?.intValue ?? 0 }
            Output.standard.write(
                """
                removed \(count("runs")) runs, \(count("logged_models")) logged models, \(count("experiments")) \
                experiments, and the artifacts of \(count("artifacts")) of them

                """)
            for place in report["left"]?.arrayValue ?? [] {
                Output.error.write("assay: artifacts in another store were left: \(place.stringValue ?? "")\n")
            }
        }
    }

    private static func list(_ text: String) -> JSONValue {
        .array(text.split(separator: ",").map { .string(String($0)) })
    }
}

/// An age as MLflow writes it: days, hours, minutes and seconds, each once, with fractions.
enum Age {
    /// The milliseconds of "1d2h3m4s".
    static func milliseconds(_ text: String) throws(CommandError) -> Int64 {
        var rest = Substring(text)
        var sum = 0.0
        for (unit, seconds) in [("d", 86_400.0), ("h", 3600), ("m", 60), ("s", 1)] {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            guard !digits.isEmpty, rest.dropFirst(digits.count).hasPrefix(unit) else { continue }
            guard let number = Double(digits) else { break }
            sum += number * seconds * 1000
            rest = rest.dropFirst(digits.count + 1)
        }
        guard rest.isEmpty, !text.isEmpty, sum < 1e15 else {
            throw CommandError("--older-than: '\(text)' is no time; write for instance 30d or 1d2h3m4s")
        }
        return Int64(sum)
    }
}
