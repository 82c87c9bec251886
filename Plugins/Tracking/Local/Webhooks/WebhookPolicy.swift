// Assay: which URLs webhooks may have.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// Which URLs webhooks may have: MLflow's environment variables of the server say it.
struct WebhookPolicy: Sendable {
    /// `MLFLOW_WEBHOOK_ALLOWED_SCHEMES`, separated by commas.
    var schemes = ["https"]
    /// `MLFLOW_WEBHOOK_ALLOW_PRIVATE_IPS`: true lets webhooks reach into the server's own network.
    var allowsPrivateAddresses = false

    /// Reads the environment of the process; call it before other threads change that.
    static func ofEnvironment() -> WebhookPolicy {
        var policy = WebhookPolicy()
        if let text = getenv("MLFLOW_WEBHOOK_ALLOWED_SCHEMES") {
            policy.schemes = String(cString: text).split(separator: ",").map { scheme in
                String(scheme.drop { $0 == " " }.prefix { $0 != " " })
            }
        }
        if let text = getenv("MLFLOW_WEBHOOK_ALLOW_PRIVATE_IPS") {
            policy.allowsPrivateAddresses = ["true", "1"].contains(String(cString: text).lowercased())
        }
        return policy
    }
}
