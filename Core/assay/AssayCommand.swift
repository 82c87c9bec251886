// Assay: the command line.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayCore
import CAssay
import Glibc

/// `assay`: the root of all commands.
@main
struct AssayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assay",
        abstract: "Proves a served model before people rely on it.",
        version: ASSAY_VERSION_STRING,
        subcommands: [
            RunCommand.self, ServerCommand.self, ExperimentsCommand.self, RunsCommand.self, ArtifactsCommand.self,
            ModelsCommand.self, DatabaseCommand.self, GarbageCommand.self, PluginsCommand.self, HooksCommand.self,
        ])

    /// Runs the command that the process was started with, and ends the process with its exit code.
    static func main() {
        StandardStreams.complete()
        LastWords.install()
        Glibc.exit(CommandMain.run(Array(CommandLine.arguments.dropFirst())))
    }
}
