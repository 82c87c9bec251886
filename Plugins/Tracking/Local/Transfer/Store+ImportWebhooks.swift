// Assay: takes over webhooks, whose secrets are encrypted otherwise here.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations

extension Store {
    /// Copies the webhooks that are not deleted. A secret needs the key that MLflow's server has used.
    func importWebhooks(_ transfer: Transfer) async throws(APIError) {
        var count = TransferCount(entity: "webhooks")
        do {
            let reading = SQLBatch(.readOnly)
            reading.add(
                """
                SELECT webhook_id, workspace, name, description, url, secret, status,
                  COALESCE(creation_timestamp, 0), COALESCE(last_updated_timestamp, creation_timestamp, 0)
                FROM webhooks WHERE deleted_timestamp IS NULL ORDER BY webhook_id
                """)
            let rows = try await transfer.source.run(reading)[0]
            for row in 0..<rows.count {
                count.taken += try await importWebhook(rows, row, transfer)
                count.found += 1
            }
            transfer.progress.add(count)
            try await transfer.copy(.importedEvents)
        } catch let error as SQLFailure {
            throw transferError(error)
        } catch let error as APIError {
            throw error
        } catch {
            throw APIError(.internalError, "a webhook cannot be copied: \(error)")
        }
    }

    private func importWebhook(_ rows: SQLRows, _ row: Int, _ transfer: Transfer) async throws -> Int {
        let id = rows.text(row, 0) ?? ""
        var secret: [UInt8]?
        if let token = rows.text(row, 5) {
            guard let text = Fernet.ofEnvironment()?.open(token) else {
                throw APIError(
                    .invalidState,
                    """
                    the secret of webhook '\(rows.text(row, 2) ?? "")' (\(id)) cannot be read: set \
                    \(SecretBox.variable) to the key that MLflow's server has used, or delete the webhook there
                    """)
            }
            secret = try sealed(text, owner: id)
        }
        let batch = SQLBatch()
        batch.add(
            """
            INSERT INTO webhooks (webhook_id, workspace, name, description, url, secret, status, creation_timestamp,
              last_updated_timestamp) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (webhook_id) DO NOTHING
            """,
            .scalars(
                .text(id), .text(rows.text(row, 1)), .text(rows.text(row, 2)), .text(rows.text(row, 3)),
                .text(rows.text(row, 4)), .bytes(secret), .text(rows.text(row, 6)), .int(rows.int(row, 7)),
                .int(rows.int(row, 8))))
        return try await attempt(batch).affectedRows(0)
    }
}
