// Assay: what is switched off, in MLflow's words.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayOperations

extension FixedEndpoint {
    /// Workspaces, which are off.
    static func workspaces(_ prefix: String) -> [FixedEndpoint] {
        let all = ["GET", "POST"].map { ($0, "/3.0/mlflow/workspaces", "/3.0/mlflow/workspaces") }
        let one = ["GET", "PATCH", "DELETE"].map {
            ($0, "/3.0/mlflow/workspaces/{workspace_name}", "/3.0/mlflow/workspaces/<workspace_name>")
        }
        return areas(prefix).flatMap { area in
            (all + one).map { method, path, rule in
                FixedEndpoint(
                    Route(method, area + path, operation: "workspaces", permission: "public"), status: 503, html,
                    "Endpoint: \(area)\(rule) disabled because the server is running without workspaces support. "
                        + "To enable workspace, run `mlflow server` with `--enable-workspaces`")
            }
        }
    }

    /// Operations that MLflow's API names and its server does not have: nothing, with 404.
    static func unserved(_ prefix: String) -> [FixedEndpoint] {
        areas(prefix).flatMap { area in
            ["get-online-trace-details", "unified-traces"].map { name in
                FixedEndpoint(
                    Route("GET", "\(area)/2.0/mlflow/\(name)", operation: name, permission: "public"), status: 404,
                    html,
                    "")
            }
        }
    }

    /// The gateway, which is off.
    static func gateway(_ prefix: String) -> [FixedEndpoint] {
        let message = "The AI Gateway feature is disabled. Set MLFLOW_ENABLE_AI_GATEWAY=true to enable it."
        let body = APIError(.notImplemented, message).body
        return areas(prefix).flatMap { area in
            GatewayPaths.all.map { method, path in
                FixedEndpoint(
                    Route(method, "\(area)/3.0/mlflow/gateway/\(path)", operation: "gateway", permission: "public"),
                    status: 501, json, body)
            }
        }
    }

    /// What the page asks before it offers an assistant or the endpoints of another server: there are none.
    static func offers(_ prefix: String) -> [FixedEndpoint] {
        let proxy = ["GET", "POST"].map { method in
            FixedEndpoint(
                Route(
                    method, prefix + "/ajax-api/2.0/mlflow/gateway-proxy", operation: "gatewayProxy",
                    permission: "public"), json, #"{"endpoints":[]}"# + "\n")
        }
        let assistant = prefix + "/ajax-api/3.0/mlflow/assistant"
        return proxy + [
            FixedEndpoint(
                Route("GET", assistant + "/config", operation: "getAssistantConfig", permission: "public"), json,
                #"{"providers":{},"projects":{},"remote_access_allowed":false}"#),
            FixedEndpoint(
                Route("GET", assistant + "/providers", operation: "listAssistantProviders", permission: "public"),
                json, #"{"providers":[],"gateway_vendor_options":{}}"#),
        ]
    }

    private static func areas(_ prefix: String) -> [String] { [prefix + "/api", prefix + "/ajax-api"] }
}
