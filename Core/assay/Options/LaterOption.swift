// Assay: options that Locust has, or that are planned, and `assay run` has not.
// SPDX-License-Identifier: Apache-2.0

/// Says why an option is refused, so that nobody has to guess whether it was misspelled.
enum LaterOption {
    /// Why the option of this long name (without dashes) is refused, nil when it is none of these.
    static func reason(_ name: String) -> String? {
        switch name {
        case "master", "master-host", "master-port", "master-bind-host", "master-bind-port", "worker", "processes",
            "expect-workers", "expect-workers-max-wait", "enable-rebalancing":
            "distributed runs are not there yet, a run uses all cores of this machine by itself"
        case "web-host", "web-port", "web-base-path", "web-host-display-name", "web-login", "autostart", "autoquit",
            "class-picker", "headful", "tls-cert", "tls-key", "build-path":
            "the web page is not there yet, a run is headless"
        case "otel":
            "export to OpenTelemetry is not there yet, use --prometheus, --json-file or --event-log"
        case "track", "experiment":
            "tracking is not there yet, use --json-file to keep the figures"
        case "evaluate", "judge":
            "evaluation is not there yet"
        case "gate":
            "gates are not there yet, use --threshold"
        case "locustfile":
            "targets are given without an option: assay run TARGET"
        case "skip-log-setup":
            "there is one log, set up by --loglevel and --logfile"
        default:
            nil
        }
    }

    /// Throws for the first refused option among `arguments`, up to a "--".
    static func check(_ arguments: some Sequence<String>) throws(CommandError) {
        for argument in arguments.prefix(while: { $0 != "--" }) {
            let name: Substring
            switch argument {
            case "-f": name = "locustfile"
            case "-P": name = "web-port"
            case _ where argument.hasPrefix("--"): name = argument.dropFirst(2).prefix { $0 != "=" }
            default: continue
            }
            if let reason = reason(String(name)) { throw CommandError("--\(name): \(reason)") }
        }
    }
}
