// Assay: the operations on webhooks.
// SPDX-License-Identifier: Apache-2.0

extension Operations {
    private static let webhook = "/2.0/mlflow/webhooks/{webhook_id}"

    /// The operations on webhooks; all of them are an administrator's.
    static let webhooks: [Operation] = [
        Operation(
            "createWebhook", .post("/2.0/mlflow/webhooks"), Access(.administer, .webhook),
            request: [
                .string("name"), .string("description"), .string("url"), .messages("events", .webhookEvent),
                .string("secret"), .enumeration("status", .webhookStatus),
            ],
            checks: [
                Check("name", .string, .required), Check("url", .string, .required),
                Check("events", .array, .required), Check("description", .string), Check("secret", .string),
                Check("status", .string),
            ]),
        Operation(
            "listWebhooks", .get("/2.0/mlflow/webhooks"), Access(.administer, .webhook), isWrite: false,
            request: [.int32("max_results", default: 100), .string("page_token")],
            checks: [Check("max_results", .whole), Check("page_token", .string)]),
        Operation(
            "getWebhook", .get(webhook), Access(.administer, .webhook, "webhook_id"), isWrite: false,
            request: [.path("webhook_id")], readsMessage: false),
        Operation(
            "updateWebhook", .patch(webhook), Access(.administer, .webhook, "webhook_id"),
            request: [
                .string("webhook_id"), .string("name"), .string("description"), .string("url"),
                .messages("events", .webhookEvent), .string("secret"), .enumeration("status", .webhookStatus),
            ],
            checks: [
                Check("name", .string), Check("description", .string), Check("url", .string),
                Check("events", .array), Check("secret", .string), Check("status", .string),
            ]),
        Operation(
            "deleteWebhook", .delete(webhook), Access(.administer, .webhook, "webhook_id"),
            request: [.path("webhook_id")], readsMessage: false),
        Operation(
            "testWebhook", .post(webhook + "/test"), Access(.administer, .webhook, "webhook_id"), isWrite: false,
            request: [.string("webhook_id"), .message("event", .webhookEvent)]),
    ]
}
