// Assay: which store a command on databases is about.
// SPDX-License-Identifier: Apache-2.0

/// The store of `--backend-store-uri`, as the server finds it.
enum DatabaseTarget {
    /// The option, else the server's variable, else the server's default.
    static func uri(_ option: String?) throws(CommandError) -> String {
        let environment = try ServerEnvironment(ProcessEnvironment.read())
        return option ?? environment.text("MLFLOW_BACKEND_STORE_URI") ?? BackendURI.defaultFolder
    }
}

extension ServerProcessOptions {
    /// The same, with a log that says how far a long command is, unless the user has said what to log.
    var talkative: ServerProcessOptions {
        var options = self
        options.logLevel = logLevel ?? LogLevel(argument: "info")
        return options
    }
}
