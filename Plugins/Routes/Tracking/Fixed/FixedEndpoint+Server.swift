// Assay: what the server tells of itself.
// SPDX-License-Identifier: Apache-2.0
import AssayKit

extension FixedEndpoint {
    /// The release of MLflow whose API this is: clients choose by it what they ask for.
    static let version = "3.17.2"

    /// What load balancers and clients ask first, whatever Host they name.
    static func probes(_ prefix: String) -> [FixedEndpoint] {
        let health = Route("GET", prefix + "/health", operation: "health", permission: "public", answersAnyHost: true)
        let version = Route(
            "GET", prefix + "/version", operation: "version", permission: "public", answersAnyHost: true)
        // MLflow has another part answer it, which gives the text no type.
        let head = Route("HEAD", prefix + "/health", operation: "health", permission: "public", answersAnyHost: true)
        return [
            FixedEndpoint(health, "text/plain; charset=utf-8", "OK"), FixedEndpoint(head, html, "OK"),
            FixedEndpoint(version, html, Self.version),
        ]
    }

    /// What clients ask before they choose how to do something, and whether the page may send telemetry: never.
    static func capabilities(_ prefix: String) -> [FixedEndpoint] {
        let info = ["/api", "/ajax-api"].map { area in
            FixedEndpoint(
                Route(
                    "GET", "\(prefix)\(area)/3.0/mlflow/server-info", operation: "serverInfo", permission: "public"),
                json,
                #"{"store_type":"SqlStore","workspaces_enabled":false,"trace_archival_enabled":false,"#
                    + #""multipart_uploads_enabled":false,"multipart_downloads_enabled":false,"#
                    + #""presigned_upload_run_id_supported":true,"presigned_upload_model_id_supported":true,"#
                    + #""features_enabled":{"gateway":false}}"#)
        }
        let telemetry = prefix + "/ajax-api/3.0/mlflow/ui-telemetry"
        return info + [
            FixedEndpoint(
                Route("GET", telemetry, operation: "getUITelemetry", permission: "public"), json,
                #"{"disable_ui_events":[],"disable_ui_telemetry":true,"ui_rollout_percentage":0}"# + "\n"),
            FixedEndpoint(
                Route("POST", telemetry, operation: "postUITelemetry", permission: "public"), json,
                #"{"status":"disabled"}"# + "\n"),
        ]
    }
}
