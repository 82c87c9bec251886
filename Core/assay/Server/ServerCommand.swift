// Assay: `assay server`.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CAssay

/// Serves the tracking and registry API.
struct ServerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "server",
        abstract: "Keeps experiments, runs and models, for every client that speaks MLflow's REST API.",
        discussion: """
            Without options it keeps its data in ./assay-data and listens on http://127.0.0.1:5000. The options are those \
            of 'mlflow server', and each that mlflow also takes from the environment (MLFLOW_BACKEND_STORE_URI …) is \
            taken from there here too; options go before variables.
            """,
        // -h is --host, as for mlflow.
        helpNames: .long)

    @OptionGroup(title: "Storage") var storage: StorageOptions
    @OptionGroup(title: "Network") var network: NetworkOptions
    @OptionGroup(title: "Security") var security: SecurityOptions
    @OptionGroup(title: "Process") var process: ServerProcessOptions

    func run() throws {
        let environment = try ServerEnvironment(ProcessEnvironment.read())
        let settings = try ServerSettings(self, environment)
        let host = try RunHost(settings.equipment)
        host.reportFailures()
        for notice in settings.notices { host.log(.ASSAY_LOG_WARNING, notice) }
        let code = try ServerSession(host, settings).run()
        host.close()
        throw ArgumentParser.ExitCode(code)
    }
}
