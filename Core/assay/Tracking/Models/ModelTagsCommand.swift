// Assay: `assay models tag`.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayJSON

/// Commands on tags of registered models and their versions.
struct ModelTagsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tag", abstract: "Manages tags of registered models and versions.",
        subcommands: [SetModelTagCommand.self, DeleteModelTagCommand.self])
}

/// The model, or the version of it, that a tag is on.
struct TaggedModelOptions: ParsableArguments {
    @OptionGroup var model: ModelOptions

    @Option(
        name: [.customShort("m"), .long],
        help: ArgumentHelp("The version; without it, the model.", valueName: "number"))
    var version: Int?

    @Option(name: .shortAndLong, help: "The tag's key.")
    var key: String

    var fields: JSONObject {
        var fields: JSONObject = ["name": .string(model.name), "key": .string(key)]
        if let version { fields["version"] = .string(String(version)) }
        return fields
    }

    /// An operation on the tag.
    func operation(_ verb: String) -> String {
        version == nil ? "\(verb)RegisteredModelTag" : "\(verb)ModelVersionTag"
    }

    var shown: String {
        let model = "registered model '\(model.name)'"
        return version.map { "version \($0) of \(model)" } ?? model
    }
}

/// `assay models tag set`.
struct SetModelTagCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "set", abstract: "Sets a tag.")

    @OptionGroup var tag: TaggedModelOptions

    @Option(help: "Its value.")
    var value: String

    @OptionGroup var tracking: TrackingOptions

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            var fields = tag.fields
            fields["value"] = .string(value)
            try session.call(tag.operation("set"), fields)
            Output.standard.write("Tag '\(tag.key)' of \(tag.shown) has been set.\n")
        }
    }
}

/// `assay models tag delete`.
struct DeleteModelTagCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "delete", abstract: "Removes a tag.")

    @OptionGroup var tag: TaggedModelOptions
    @OptionGroup var tracking: TrackingOptions

    func run() throws {
        try TrackingSession.use(tracking) { session throws(CommandError) in
            try session.call(tag.operation("delete"), tag.fields)
            Output.standard.write("Tag '\(tag.key)' of \(tag.shown) has been deleted.\n")
        }
    }
}
