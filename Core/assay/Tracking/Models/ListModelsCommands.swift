// Assay: commands that show registered models.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayJSON

/// `assay models list`.
struct ListModelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the registered models.")

    @Option(help: ArgumentHelp("Only those that it finds, for instance \"name LIKE 'check%'\".", valueName: "filter"))
    var filter: String?

    @Option(help: ArgumentHelp("How many at most (default: all).", valueName: "number"))
    var maxResults: Int?

    @Option(help: "How it is shown: table (default) or json.")
    var output: ShownFormat = .table

    @OptionGroup var tracking: TrackingOptions

    func validate() throws {
        if let maxResults, maxResults < 1 { throw ValidationError("--max-results: \(maxResults) is not above 0") }
    }

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            var fields: JSONObject = [:]
            if let filter { fields["filter"] = .string(filter) }
            let found = try session.pages(
                "searchRegisteredModels", fields, "registered_models", atMost: maxResults)
            var table = TextTable(["Name", "Latest Version", "Aliases", "Description"])
            for model in found {
                let versions = (model["latest_versions"]?.arrayValue ?? []).compactMap {
                    $0["version"]?.stringValue.flatMap { Int($0) }
                }
                table.add([
                    model["name"]?.stringValue ?? "", versions.max().map { String($0) } ?? "", Self.aliases(of: model),
                    model["description"]?.stringValue ?? "",
                ])
            }
            Output.standard.write(output == .json ? JSONValue.array(found).text(pretty: true) + "\n" : table.text())
        }
    }

    private static func aliases(of model: JSONValue) -> String {
        (model["aliases"]?.arrayValue ?? []).map { alias in
            "\(alias["alias"]?.stringValue ?? "")=\(alias["version"]?.stringValue ?? "")"
        }.joined(separator: ", ")
    }
}

/// `assay models describe`.
struct DescribeModelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe", abstract: "Shows a registered model as JSON.")

    @OptionGroup var model: ModelOptions
    @OptionGroup var tracking: TrackingOptions

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            let found = try session.call("getRegisteredModel", ["name": .string(model.name)])["registered_model"] ?? [:]
            Output.standard.write(found.text(pretty: true) + "\n")
        }
    }
}
