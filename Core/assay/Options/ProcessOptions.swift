// Assay: the process around a run.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// Options of settings, plugins and the log.
struct ProcessOptions: ParsableArguments {
    @Flag(inversion: .prefixedNo, help: "Run without the web page, which is not there yet.")
    var headless: Bool?

    @Option(
        help: ArgumentHelp(
            "Read options from this file (default: assay.toml, assay.yaml or assay.yml).", valueName: "file"))
    var config: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("A folder to look for plugins in before all others; may be repeated.", valueName: "dir"))
    var pluginPath: [String] = []

    @Option(
        name: [.customShort("L"), .customLong("loglevel")],
        help: "What to log: debug, info, warning, error or critical (default: info).")
    var logLevel: LogLevel?

    @Option(
        name: .customLong("logfile"),
        help: ArgumentHelp("Log to this file (default: standard error).", valueName: "file"))
    var logFile: String?
}
