// Assay: `assay models versions`.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayJSON

/// Commands on versions of registered models.
struct VersionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "versions", abstract: "Manages versions of registered models.",
        subcommands: [
            ListVersionsCommand.self, DescribeVersionCommand.self, CreateVersionCommand.self,
            DeleteVersionCommand.self,
        ],
        defaultSubcommand: ListVersionsCommand.self)
}

/// `assay models versions list`.
struct ListVersionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the versions of a registered model.")

    @OptionGroup var model: ModelOptions

    @Option(help: "How it is shown: table (default) or json.")
    var output: ShownFormat = .table

    @OptionGroup var tracking: TrackingOptions

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            // An unknown model is an error, not an empty list; searches tell no aliases.
            let known = try session.call("getRegisteredModel", ["name": .string(model.name)])["registered_model"]
            let found = try session.pages(
                "searchModelVersions", ["filter": .string("name=\(try Self.quoted(model.name))")], "model_versions")
            var table = TextTable(["Version", "Stage", "Aliases", "Run ID", "Source"])
            for one in found.sorted(by: { Self.number($0) > Self.number($1) }) {
                let aliases = (known?["aliases"]?.arrayValue ?? []).filter { $0["version"] == one["version"] }
                table.add([
                    one["version"]?.stringValue ?? "", one["current_stage"]?.stringValue ?? "",
                    aliases.compactMap { $0["alias"]?.stringValue }.joined(separator: ", "),
                    one["run_id"]?.stringValue ?? "",
                    one["source"]?.stringValue ?? "",
                ])
            }
            Output.standard.write(output == .json ? JSONValue.array(found).text(pretty: true) + "\n" : table.text())
        }
    }

    private static func number(_ version: JSONValue) -> Int {
        version["version"]?.stringValue.flatMap { Int($0) } ?? 0
    }

    /// A name in quotes that it does not hold: a filter has no way to write them in a text.
    private static func quoted(_ name: String) throws(CommandError) -> String {
        for quote in ["'", "\""] where !name.contains(quote) { return quote + name + quote }
        throw CommandError("'\(name)' holds both kinds of quotes: no search finds it; use 'versions describe'")
    }
}

/// `assay models versions describe`.
struct DescribeVersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "describe", abstract: "Shows a version as JSON.")

    @OptionGroup var version: ModelVersionOptions
    @OptionGroup var tracking: TrackingOptions

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            let found = try session.call("getModelVersion", version.fields)["model_version"] ?? [:]
            Output.standard.write(found.text(pretty: true) + "\n")
        }
    }
}

/// `assay models versions create`.
struct CreateVersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Registers a version of a model; the model's name must be registered.")

    @OptionGroup var model: ModelOptions

    @Option(name: .shortAndLong, help: ArgumentHelp("Where its files are.", valueName: "uri"))
    var source: String

    @Option(name: .shortAndLong, help: "The run that made it.")
    var runId: String?

    @Option(name: .shortAndLong, help: "What it is about.")
    var description: String?

    @Option(name: .shortAndLong, parsing: .singleValue, help: ArgumentHelp("A tag.", valueName: "key=value"))
    var tags: [String] = []

    @OptionGroup var tracking: TrackingOptions

    func validate() throws { try TagArgument.check(tags) }

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            var fields: JSONObject = [
                "name": .string(model.name), "source": .string(source), "tags": TagArgument.list(tags),
            ]
            if let runId { fields["run_id"] = .string(runId) }
            if let description { fields["description"] = .string(description) }
            let made = try session.call("createModelVersion", fields)["model_version"]
            Output.standard.write("Created version \(made?["version"]?.stringValue ?? "") of model '\(model.name)'.\n")
        }
    }
}

/// `assay models versions delete`.
struct DeleteVersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Deletes a version of a registered model, for ever.")

    @OptionGroup var version: ModelVersionOptions
    @OptionGroup var tracking: TrackingOptions

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            try session.call("deleteModelVersion", version.fields)
            Output.standard.write(
                "Version \(version.version) of registered model '\(version.model.name)' has been deleted.\n")
        }
    }
}
