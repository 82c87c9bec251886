// Assay: where the server listens.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// MLflow's options of the network.
struct NetworkOptions: ParsableArguments {
    @Option(
        name: [.customShort("h"), .long],
        help: "The address to listen on (default: 127.0.0.1). It limits the network, not who may use the server.")
    var host: String?

    @Option(name: .shortAndLong, help: "The port to listen on; 0 for any free one (default: 5000).")
    var port: Int?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Taken for compatibility: one process uses all cores.", valueName: "number"))
    var workers: String?

    @Option(help: ArgumentHelp("A path that is put before all paths.", valueName: "path"))
    var staticPrefix: String?

    @Option(
        name: .customLong("mlflow-ui"),
        help: ArgumentHelp(
            "Serve the web page that the mlflow package has in mlflow/server/js/build.", valueName: "dir"))
    var mlflowUI: String?
}
