// Assay: changing a webhook.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations

extension Store {
    func updateWebhook(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let request = call.request
        let id = request.string("webhook_id")
        let events = try Self.events(request)
        _ = try await webhook(call, id)
        if let name = request.nonEmptyString("name") { try WebhookName.check(name) }
        if let url = request.nonEmptyString("url") { try await checkWebhookURL(url) }
        let batch = SQLBatch()
        batch.add(
            """
            UPDATE webhooks SET name = COALESCE($3, name), url = COALESCE($4, url),
              description = COALESCE($5, description), status = COALESCE($6, status), last_updated_timestamp = $7
            WHERE workspace = $1 AND webhook_id = $2
            """,
            .scalars(
                .text(call.workspace), .text(id), .text(request.nonEmptyString("name")),
                .text(request.nonEmptyString("url")), .text(request.optionalString("description")),
                .text(request.has("status") ? request.enumName("status") : nil), .int(Clock.milliseconds)),
            expecting: 1)
        if let secret = request.optionalString("secret") {
            batch.add(
                "UPDATE webhooks SET secret = $3 WHERE workspace = $1 AND webhook_id = $2",
                .scalars(.text(call.workspace), .text(id), .bytes(try sealed(secret, owner: id))))
        }
        if !events.isEmpty {
            batch.add(
                """
                DELETE FROM webhook_events WHERE webhook_no = (SELECT webhook_no FROM webhooks WHERE webhook_id = $1)
                """, .scalars(.text(id)))
            addWebhookEvents(events, to: id, batch)
        }
        do throws(SQLFailure) {
            _ = try await attempt(batch)
        } catch {
            if error.failedStatement == 0, error.code.isEmpty { throw Self.noWebhook(id) }
            throw alreadyThere(error)
        }
        let found = try await webhook(call, id)
        return .object { writer in
            writer.key("webhook"); writer.webhook(found)
        }
    }
}
