// Assay: the process around a server.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// Options of plugins and the log.
struct ServerProcessOptions: ParsableArguments {
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("A folder to look for plugins in before all others; may be repeated.", valueName: "dir"))
    var pluginPath: [String] = []

    @Option(
        name: [.customShort("L"), .customLong("log-level"), .customLong("loglevel")],
        help: "What to log: debug (with a line for each request), info, warning, error or critical (default: info).")
    var logLevel: LogLevel?

    @Option(
        name: [.customLong("log-file"), .customLong("logfile")],
        help: ArgumentHelp("Log to this file (default: standard error).", valueName: "file"))
    var logFile: String?
}
