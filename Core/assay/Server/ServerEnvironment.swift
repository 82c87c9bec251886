// Assay: the variables of `mlflow server`.
// SPDX-License-Identifier: Apache-2.0

/// What the environment says where the command line says nothing.
struct ServerEnvironment {
    private let variables: [String: String]

    /// Variables of options that are refused, by option.
    private static let refused = [
        ("read-replica-backend-store-uri", "MLFLOW_READ_REPLICA_BACKEND_STORE_URI"),
        ("gunicorn-opts", "MLFLOW_GUNICORN_OPTS"), ("uvicorn-opts", "MLFLOW_UVICORN_OPTS"),
        ("expose-prometheus", "MLFLOW_EXPOSE_PROMETHEUS"), ("trace-archival-config", "MLFLOW_TRACE_ARCHIVAL_CONFIG"),
        ("workspace-store-uri", "MLFLOW_WORKSPACE_STORE_URI"),
    ]

    /// Takes the variables; throws for one that asks for what is not there.
    init(_ variables: [String: String]) throws(CommandError) {
        self.variables = variables
        for (option, name) in Self.refused where text(name) != nil {
            throw CommandError("\(name): \(LaterServerOption.reason(option) ?? "not there yet")")
        }
        if try flag("MLFLOW_ENABLE_WORKSPACES") == true {
            throw CommandError("MLFLOW_ENABLE_WORKSPACES: \(LaterServerOption.reason("enable-workspaces") ?? "")")
        }
    }

    /// The text of a variable; an empty one counts as absent.
    func text(_ name: String) -> String? {
        guard let text = variables[name], !text.isEmpty else { return nil }
        return text
    }

    /// A variable that switches something.
    func flag(_ name: String) throws(CommandError) -> Bool? {
        guard let text = text(name) else { return nil }
        switch text.lowercased() {
        case "true", "1", "yes", "on", "y", "t": return true
        case "false", "0", "no", "off", "n", "f": return false
        default: throw CommandError("\(name): '\(text)' is neither true nor false")
        }
    }

    /// A variable that is a whole number.
    func number(_ name: String) throws(CommandError) -> Int? {
        guard let text = text(name) else { return nil }
        guard let number = Int(text) else { throw CommandError("\(name): '\(text)' is no whole number") }
        return number
    }
}
