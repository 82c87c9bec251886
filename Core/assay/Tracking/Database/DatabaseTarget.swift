// Assay: which store a command on databases is about.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The store of `--backend-store-uri`, as the server finds it.
enum DatabaseTarget {
    /// The option, else the server's variable, else the server's default.
    static func uri(_ option: String?) throws(CommandError) -> String {
        let environment = try ServerEnvironment(ProcessEnvironment.read())
        return option ?? environment.text("MLFLOW_BACKEND_STORE_URI") ?? BackendURI.defaultFolder
    }

    /// The path of a folder that is named as such, or by a URI; nil for anything else.
    static func folder(_ source: String) -> String? {
        var path = source
        for prefix in ["file://", "file:"] where source.hasPrefix(prefix) {
            path = String(source.dropFirst(prefix.count))
            break
        }
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR ? path : nil
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
