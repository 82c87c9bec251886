// Assay: the operations on webhooks.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations
internal import CAssay

extension Store {
    static let webhookHandlers: [String: Handler] = [
        "createWebhook": { store, call throws(APIError) in try await store.createWebhook(call) },
        "listWebhooks": { store, call throws(APIError) in try await store.listWebhooks(call) },
        "getWebhook": { store, call throws(APIError) in
            let found = try await store.webhook(call, call.request.string("webhook_id"))
            return .object { writer in
                writer.key("webhook"); writer.webhook(found)
            }
        },
        "updateWebhook": { store, call throws(APIError) in try await store.updateWebhook(call) },
        "deleteWebhook": { store, call throws(APIError) in try await store.deleteWebhook(call) },
        "testWebhook": { store, call throws(APIError) in try await store.testWebhook(call) },
    ]

    private static let byID = SQLText(
        "SELECT \(Webhook.columns) FROM webhooks w WHERE w.workspace = $1 AND w.webhook_id = $2")

    /// A webhook with its events.
    func webhook(_ call: Call, _ id: String) async throws(APIError) -> Webhook {
        let batch = SQLBatch(.readOnly)
        batch.add(Self.byID, .scalars(.text(call.workspace), .text(id)))
        batch.add(
            """
            SELECT e.webhook_no, e.entity, e.action FROM webhook_events e JOIN webhooks w ON w.webhook_no = e.webhook_no
            WHERE w.webhook_id = $1 ORDER BY e.entity, e.action
            """, .scalars(.text(id)))
        let results = try await run(batch)
        guard let found = Webhook.all(results[0], events: results[1]).first else { throw Self.noWebhook(id) }
        return found
    }

    private func createWebhook(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let request = call.request
        let events = try Self.events(request)
        let url = request.string("url")
        try WebhookName.check(request.string("name"))
        try await checkWebhookURL(url)
        guard !events.isEmpty else {
            throw .invalidParameter("Webhook events must be a non-empty list of WebhookEvent objects: [].")
        }
        let id = RandomName.dashedUUID()
        let now = Clock.milliseconds
        let made = Webhook(
            number: 0, id: id, name: request.string("name"), description: request.nonEmptyString("description"),
            url: url, sealedSecret: try sealed(request.string("secret"), owner: id),
            status: request.enumName("status"), creationTime: now, lastUpdateTime: now, events: events)
        let batch = SQLBatch()
        batch.add(
            """
            INSERT INTO webhooks (webhook_id, workspace, name, description, url, secret, status, creation_timestamp,
              last_updated_timestamp) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
            """,
            .scalars(
                .text(id), .text(call.workspace), .text(made.name), .text(made.description), .text(url),
                .bytes(made.sealedSecret), .text(made.status), .int(now)))
        addWebhookEvents(events, to: id, batch)
        do throws(SQLFailure) { _ = try await attempt(batch) } catch { throw alreadyThere(error) }
        return .object { writer in
            writer.key("webhook"); writer.webhook(made)
        }
    }

    private func deleteWebhook(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let id = call.request.string("webhook_id")
        let batch = SQLBatch()
        batch.add(
            "DELETE FROM webhooks WHERE workspace = $1 AND webhook_id = $2",
            .scalars(.text(call.workspace), .text(id)), expecting: 1)
        try await runExpecting(batch) { _ in Self.noWebhook(id) }
        return .empty
    }

    private func testWebhook(_ call: Call) async throws(APIError) -> TrackingAnswer {
        if let event = call.request.message("event") { _ = try WebhookEvent(event) }
        _ = try await webhook(call, call.request.string("webhook_id"))
        return .object { writer in
            writer.member("result") { writer in
                writer.key("success")
                writer.bool(false)
                writer.member(
                    "error_message", "Failed to test webhook: this server has no component that sends webhooks")
            }
        }
    }

    /// The events of a request, sorted as clients get them.
    static func events(_ request: Request) throws(APIError) -> [WebhookEvent] {
        var events: [WebhookEvent] = []
        for event in request.messages("events") { events.append(try WebhookEvent(event)) }
        return events.sorted { ($0.entity, $0.action) < ($1.entity, $1.action) }
    }

    /// Adds a statement that says which events a webhook is for; one that is there twice makes the batch fail.
    func addWebhookEvents(_ events: [WebhookEvent], to id: String, _ batch: SQLBatch) {
        batch.add(
            """
            INSERT INTO webhook_events (webhook_no, entity, action)
            SELECT webhook_no, $2, $3 FROM webhooks WHERE webhook_id = $1
            """,
            .each([SQLColumn(events.map { _ in id }), SQLColumn(events.map(\.entity)), SQLColumn(events.map(\.action))])
        )
    }

    /// A secret for the database; nil when there is none.
    func sealed(_ secret: String, owner: String) throws(APIError) -> [UInt8]? {
        guard !secret.isEmpty else { return nil }
        guard let sealed = settings.secrets?.seal(secret, owner: owner) else {
            throw APIError(
                .invalidState,
                "this server has no key to keep the secrets of webhooks with: set \(SecretBox.variable) for it")
        }
        return sealed
    }

    static func noWebhook(_ id: String) -> APIError { .doesNotExist("Webhook with ID \(id) not found.") }
}
