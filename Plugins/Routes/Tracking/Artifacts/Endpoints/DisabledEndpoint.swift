// Assay: what a server that serves no artifacts answers.
// SPDX-License-Identifier: Apache-2.0
import AssayKit

/// A route of the artifact proxy where there is none.
struct DisabledEndpoint: Endpoint {
    let route: Route
    private let isNative: Bool
    private let rule: String

    /// `pattern` is the path with its parameters in braces.
    init(_ route: Route, isNative: Bool, _ pattern: String) {
        self.route = route
        self.isNative = isNative
        let parameter = pattern.firstIndex(of: "{").map { String(pattern[..<$0]) + "<path:artifact_path>" }
        rule = parameter ?? pattern
    }

    func handle(_ exchange: Exchange, _ store: TrackingStore?) {
        let native = """
            {"detail":"Artifact serving is disabled. Run `mlflow server` with `--serve-artifacts` to enable."}
            """
        let flask = """
            Endpoint: \(rule) disabled due to the mlflow server running with `--no-serve-artifacts`. To enable artifacts \
            server functionality, run `mlflow server` with `--serve-artifacts`
            """
        exchange.respond(
            RouteAnswer(
                status: 503, contentType: isNative ? "application/json" : "text/html; charset=utf-8",
                text: isNative ? native : flask))
    }
}
