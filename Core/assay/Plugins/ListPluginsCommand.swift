// Assay: `assay plugins list`.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayCore
import AssayJSON

/// `assay plugins list`: the components of the search path, and the files that are no plugins and why.
struct ListPluginsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the components that can be used, and the libraries that cannot.")

    @OptionGroup var discovery: DiscoveryOptions

    @Option(help: ArgumentHelp("Only components of this kind: 'client', or 'assay.client/1'.", valueName: "kind"))
    var kind: String?

    @Flag(help: "Write JSON.")
    var json = false

    func run() {
        let found = discovery.discover()
        if json {
            Output.standard.write(JSONValue(found, isListed: isListed).text(pretty: true) + "\n")
            return
        }
        var table = TextTable(["COMPONENT", "KIND", "VERSION", "LIBRARY"])
        for plugin in found.plugins {
            for component in plugin.manifest.components where isListed(component) {
                table.add([component.id, component.kind, component.version, plugin.path])
            }
        }
        Output.standard.write(table.text(sortedBy: 0))
        for failure in found.failures { Output.error.write("\(failure)\n") }
    }

    private func isListed(_ component: ComponentDescriptor) -> Bool {
        guard let kind else { return true }
        return component.kind == kind || component.kind.split(separator: "/").first.map(String.init) == "assay.\(kind)"
    }
}
