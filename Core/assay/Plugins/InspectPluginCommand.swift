// Assay: `assay plugins inspect`.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayCore
import AssayJSON

/// `assay plugins inspect`: all that a plugin says about itself.
struct InspectPluginCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Shows what a plugin or component says about itself.")

    @OptionGroup var discovery: DiscoveryOptions

    @Argument(help: ArgumentHelp("The id of a plugin or component, or a library's file.", valueName: "id-or-file"))
    var subject: String

    @Flag(help: "Write JSON.")
    var json = false

    func run() throws {
        let plugin = try find()
        if json {
            Output.standard.write(JSONValue(plugin).text(pretty: true) + "\n")
        } else {
            Output.standard.write(text(plugin))
        }
    }

    private func find() throws -> PluginDiscovery.Plugin {
        if subject.hasSuffix(".so") {
            let place = PluginSearchPath.Place(path: subject, isNamed: true)
            let found = PluginDiscovery(searchPath: PluginSearchPath(places: [place])).run()
            if let failure = found.failures.first { throw CommandError("\(failure)") }
            if let plugin = found.plugins.first { return plugin }
        }
        let found = discovery.discover()
        let plugin = found.plugins.first { plugin in
            plugin.manifest.id == subject || plugin.manifest.components.contains { $0.id == subject }
        }
        guard let plugin else {
            throw CommandError("no plugin or component '\(subject)'; `assay plugins list` shows those there are")
        }
        return plugin
    }

    private func text(_ plugin: PluginDiscovery.Plugin) -> String {
        let manifest = plugin.manifest
        var text = """
            \(manifest.id) \(manifest.version): \(manifest.description)
              name     \(manifest.name)
              vendor   \(manifest.vendor)
              url      \(manifest.url)
              library  \(plugin.path)
              abi      \(manifest.abi)

            """
        for component in manifest.components where component.id == subject || !isComponent(manifest) {
            text += "\n\(component.id) \(component.version): \(component.description)\n"
            text += "  kind     \(component.kind)\n  name     \(component.name)\n  config   \(schema(of: component))\n"
        }
        return text
    }

    private func isComponent(_ manifest: PluginManifest) -> Bool {
        manifest.components.contains { $0.id == subject }
    }

    private func schema(of component: ComponentDescriptor) -> String {
        guard let schema = try? JSONValue(parsing: component.configSchema) else { return component.configSchema }
        return schema.text(pretty: true).split(separator: "\n").joined(separator: "\n  ")
    }
}
