// Assay: `assay run`.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CAssay

/// Runs a load test.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Loads a server as a scenario says, and reports what it found.",
        discussion: """
            Every option can also be set by an environment variable (--spawn-rate is ASSAY_SPAWN_RATE) and in a file \
            (spawn-rate = 10 in assay.toml, spawn-rate: 10 in assay.yaml); options go before variables, and variables \
            before the file. While it runs, w and W add 1 and 10 users, s and S remove them.
            """)

    @OptionGroup var options: RunOptions

    func run() throws {
        let environment = try EnvironmentSettings(ProcessEnvironment.read())
        var settings = try SettingsLayers.merge(options, weaker: environment.settings)
        if let file = try SettingsFile.find(settings.process.config) {
            // A host of its own, for the file also says how the run's host is to be made.
            let reader = try RunHost(settings)
            defer { reader.close() }
            settings = try SettingsLayers.merge(settings, weaker: file.read(reader))
        }
        let host = try RunHost(settings)
        host.reportFailures()
        for warning in environment.warnings { host.log(.ASSAY_LOG_WARNING, warning) }
        let scenarios = try TargetResolver(host).resolve(settings.targets)
        let session = try RunSession(host, RunConfig(settings, scenarios: scenarios))
        let code = try session.run()
        session.end()
        host.close()
        throw ArgumentParser.ExitCode(code)
    }
}
