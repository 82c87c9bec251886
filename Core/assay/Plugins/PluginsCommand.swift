// Assay: `assay plugins`.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// `assay plugins`: what plugins there are, whether they are sound, and how to begin one.
struct PluginsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plugins",
        abstract: "Lists, inspects, validates and begins plugins.",
        subcommands: [
            ListPluginsCommand.self, InspectPluginCommand.self, ValidatePluginCommand.self, NewPluginCommand.self,
            ScanPluginsCommand.self,
        ],
        defaultSubcommand: ListPluginsCommand.self)
}
