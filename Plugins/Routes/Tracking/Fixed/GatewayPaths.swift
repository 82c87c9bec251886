// Assay: the paths of the gateway.
// SPDX-License-Identifier: Apache-2.0

/// What MLflow's gateway is asked for, below /3.0/mlflow/gateway/.
enum GatewayPaths {
    /// The methods and the paths.
    static let all: [(method: String, path: String)] = [
        ("POST", "budgets/create"),
        ("DELETE", "budgets/delete"),
        ("GET", "budgets/get"),
        ("GET", "budgets/list"),
        ("POST", "budgets/update"),
        ("GET", "budgets/windows"),
        ("POST", "endpoints/bindings/create"),
        ("DELETE", "endpoints/bindings/delete"),
        ("GET", "endpoints/bindings/list"),
        ("POST", "endpoints/create"),
        ("DELETE", "endpoints/delete"),
        ("DELETE", "endpoints/delete-tag"),
        ("GET", "endpoints/get"),
        ("GET", "endpoints/list"),
        ("POST", "endpoints/models/attach"),
        ("POST", "endpoints/models/detach"),
        ("POST", "endpoints/set-tag"),
        ("POST", "endpoints/update"),
        ("POST", "guardrails/add-to-endpoint"),
        ("POST", "guardrails/create"),
        ("DELETE", "guardrails/delete"),
        ("GET", "guardrails/get"),
        ("GET", "guardrails/list"),
        ("GET", "guardrails/list-for-endpoint"),
        ("DELETE", "guardrails/remove-from-endpoint"),
        ("PATCH", "guardrails/update-config"),
        ("POST", "model-definitions/create"),
        ("DELETE", "model-definitions/delete"),
        ("GET", "model-definitions/get"),
        ("GET", "model-definitions/list"),
        ("POST", "model-definitions/update"),
        ("POST", "secrets/create"),
        ("DELETE", "secrets/delete"),
        ("GET", "secrets/get"),
        ("GET", "secrets/list"),
        ("POST", "secrets/update"),
    ]
}
