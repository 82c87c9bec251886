// Assay: options that `mlflow server` has and `assay server` has not.
// SPDX-License-Identifier: Apache-2.0

/// Says why an option is refused, so that nobody believes it to be in force.
enum LaterServerOption {
    /// Why the option of this long name (without dashes) is refused, nil when it is none of these.
    static func reason(_ name: String) -> String? {
        switch name {
        case "gunicorn-opts", "waitress-opts", "uvicorn-opts":
            "the server is no Python process; it has --host, --port and --log-level of its own"
        case "dev": "there is nothing to reload; use --log-level debug"
        case "read-replica-backend-store-uri": "read replicas are not there yet, reads go to --backend-store-uri"
        case "expose-prometheus": "metrics for Prometheus are not there yet"
        case "app-name": "authentication is not there yet, and other applications are Python's"
        case "trace-archival-config": "traces are not there yet"
        case "secrets-cache-ttl", "secrets-cache-max-size": "the gateway is not there yet, so there are no secrets"
        case "workspace-store-uri", "enable-workspaces": "workspaces are not there yet; all data are in one"
        case "env-file": "set the variables in the environment"
        default: nil
        }
    }

    /// Throws for the first refused option among `arguments`, up to a "--".
    static func check(_ arguments: some Sequence<String>) throws(CommandError) {
        for argument in arguments.prefix(while: { $0 != "--" }) where argument.hasPrefix("--") {
            let name = argument.dropFirst(2).prefix { $0 != "=" }
            if let reason = reason(String(name)) { throw CommandError("--\(name): \(reason)") }
        }
    }
}
