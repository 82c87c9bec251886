// Assay: what of the targets a run uses.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// Options that choose among user classes and tasks; the names are Locust's where Locust has one.
struct ScenarioOptions: ParsableArguments {
    @Option(parsing: .upToNextOption, help: ArgumentHelp("User classes to use (default: all).", valueName: "name"))
    var userClasses: [String] = []

    @Option(
        name: [.customShort("T"), .long], parsing: .upToNextOption,
        help: ArgumentHelp("Use only tasks with one of these tags.", valueName: "tag"))
    var tags: [String] = []

    @Option(
        name: [.customShort("E"), .long], parsing: .upToNextOption,
        help: ArgumentHelp("Use no task with one of these tags.", valueName: "tag"))
    var excludeTags: [String] = []

    @Flag(inversion: .prefixedNo, help: "Give all user classes and all tasks the same weight.")
    var equalWeights: Bool?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Attributes of user classes as JSON, or .json files with them: {\"user_class_name\": …, \"weight\": …}.",
            valueName: "json"))
    var configUsers: [String] = []

    @Option(
        help: ArgumentHelp(
            "The client that all user classes use instead of theirs, and its config as JSON.", valueName: "id[=json]"),
        transform: ComponentReference.init(parsing:))
    var client: ComponentReference?
}
