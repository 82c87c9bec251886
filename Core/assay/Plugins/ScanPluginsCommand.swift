// Assay: `assay plugins scan`, the discovery child.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayCore

/// `assay plugins scan FILE…`: run by discovery as a child process, so that a broken file takes down only this.
struct ScanPluginsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan", abstract: "Opens libraries and writes what they say to descriptor 3.",
        shouldDisplay: false)

    @Argument(parsing: .allUnrecognized, help: "Absolute paths of libraries.")
    var files: [String] = []

    func run() {
        PluginScan.run(paths: files)
    }
}
