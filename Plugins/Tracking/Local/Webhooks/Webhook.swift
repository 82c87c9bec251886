// Assay: a webhook.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayKit

/// Whom to tell of changes in the registry.
struct Webhook: Sendable {
    /// The number by which the tables name it.
    var number: Int64
    var id: String
    var name: String
    var description: String?
    var url: String
    /// What messages are signed with, encrypted; nil when they are not signed.
    var sealedSecret: [UInt8]?
    var status: String
    var creationTime: Int64
    var lastUpdateTime: Int64
    var events: [WebhookEvent] = []

    var isActive: Bool { status == "ACTIVE" }
}

extension Webhook {
    /// The columns that `init` reads, of the table under the name w.
    static let columns = """
        w.webhook_no, w.webhook_id, w.name, w.description, w.url, w.secret, w.status, w.creation_timestamp, \
        w.last_updated_timestamp
        """

    /// Reads a row of `columns`.
    init(_ rows: SQLRows, _ row: Int) {
        number = rows.int(row, 0) ?? 0
        id = rows.text(row, 1) ?? ""
        name = rows.text(row, 2) ?? ""
        description = rows.text(row, 3)
        url = rows.text(row, 4) ?? ""
        sealedSecret = rows.bytes(row, 5).map { Array($0) }
        status = rows.text(row, 6) ?? ""
        creationTime = rows.int(row, 7) ?? 0
        lastUpdateTime = rows.int(row, 8) ?? 0
    }

    /// Webhooks with their events: `webhooks` has rows of `columns`, `events` has numbers, entities and actions.
    static func all(_ webhooks: SQLRows, events: SQLRows) -> [Webhook] {
        var found = (0..<webhooks.count).map { Webhook(webhooks, $0) }
        let places = Dictionary(found.indices.map { (found[$0].number, $0) }) { first, _ in first }
        for row in 0..<events.count {
            guard let place = places[events.int(row, 0) ?? 0] else { continue }
            found[place].events.append(
                WebhookEvent(entity: events.text(row, 1) ?? "", action: events.text(row, 2) ?? ""))
        }
        return found
    }
}

extension JSONWriter {
    /// A webhook as clients get it, without its secret.
    mutating func webhook(_ webhook: Webhook) {
        beginObject()
        member("webhook_id", webhook.id)
        member("name", webhook.name)
        if let description = webhook.description, !description.isEmpty { member("description", description) }
        member("url", webhook.url)
        member("events", webhook.events) { writer, event in
            writer.beginObject()
            writer.member("entity", event.entity.uppercased())
            writer.member("action", event.action.uppercased())
            writer.endObject()
        }
        member("status", webhook.status)
        member("creation_timestamp", webhook.creationTime)
        member("last_updated_timestamp", webhook.lastUpdateTime)
        endObject()
    }
}
