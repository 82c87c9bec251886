// Assay: the command line.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CAssay

/// `assay`: the root of all commands.
@main
struct AssayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assay",
        abstract: "Proves a served model before people rely on it.",
        version: ASSAY_VERSION_STRING,
        subcommands: [PluginsCommand.self])
}
