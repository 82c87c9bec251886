// Assay: listing webhooks.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations

extension Store {
    private static let page = SQLText(
        """
        SELECT \(Webhook.columns) FROM webhooks w WHERE w.workspace = $1 \
        AND (w.creation_timestamp < $2 OR w.creation_timestamp = $2 AND w.webhook_no < $3) \
        ORDER BY w.creation_timestamp DESC, w.webhook_no DESC LIMIT $4
        """)

    func listWebhooks(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let asked = call.request.int64("max_results")
        let most = asked == 0 ? 100 : asked
        guard (1...1000).contains(most) else { throw .invalidParameter("max_results must be between 1 and 1000.") }
        var after: [SQLValue] = [.int(.max), .int(.max)]
        if let token = call.request.nonEmptyString("page_token") { after = try PageToken(token, [.int, .int]).values }
        let batch = SQLBatch(.readOnly)
        let parameters = SQLParameters.scalars([.text(call.workspace)] + after + [.int(most + 1)])
        batch.add(Self.page, parameters)
        batch.add(
            """
            SELECT e.webhook_no, e.entity, e.action FROM webhook_events e
            WHERE e.webhook_no IN (SELECT w.webhook_no FROM webhooks w WHERE w.workspace = $1
              AND (w.creation_timestamp < $2 OR w.creation_timestamp = $2 AND w.webhook_no < $3)
              ORDER BY w.creation_timestamp DESC, w.webhook_no DESC LIMIT $4)
            ORDER BY e.webhook_no, e.entity, e.action
            """, parameters)
        let results = try await run(batch)
        let found = Webhook.all(results[0], events: results[1])
        let shown = found.prefix(Int(most))
        return .object { writer in
            writer.member("webhooks", shown) { $0.webhook($1) }
            if found.count > shown.count, let last = shown.last {
                writer.member(
                    "next_page_token", PageToken([.int(last.creationTime), .int(last.number)]).text)
            }
        }
    }
}
