// Assay: gives webhooks back, with their secrets as MLflow encrypts them.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations

extension Store {
    /// Copies all webhooks. Their secrets are encrypted with the key that MLflow's server must have then.
    func exportWebhooks(_ transfer: Transfer) async throws(APIError) {
        var count = TransferCount(entity: "webhooks")
        let reading = SQLBatch(.readOnly)
        reading.add(
            """
            SELECT webhook_id, workspace, name, description, url, secret, status, creation_timestamp,
              last_updated_timestamp FROM webhooks ORDER BY webhook_no
            """)
        let rows = try await run(reading)[0]
        do {
            for row in 0..<rows.count {
                count.found += 1
                let batch = SQLBatch()
                batch.add(
                    """
                    INSERT INTO webhooks (webhook_id, workspace, name, description, url, secret, status,
                      creation_timestamp, last_updated_timestamp) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                    ON CONFLICT (webhook_id) DO NOTHING
                    """,
                    .scalars(
                        .text(rows.text(row, 0)), .text(rows.text(row, 1)), .text(rows.text(row, 2)),
                        .text(rows.text(row, 3)), .text(rows.text(row, 4)), .text(try token(rows, row)),
                        .text(rows.text(row, 6)), .int(rows.int(row, 7)), .int(rows.int(row, 8))))
                count.taken += try await transfer.target.run(batch).affectedRows(0)
            }
            transfer.progress.add(count)
            try await transfer.copy(.exportedEvents)
        } catch let error as SQLFailure {
            throw transferError(error)
        } catch let error as APIError {
            throw error
        } catch {
            throw APIError(.internalError, "a webhook cannot be copied: \(error)")
        }
    }

    /// The secret of a webhook as MLflow keeps it.
    private func token(_ rows: SQLRows, _ row: Int) throws(APIError) -> String? {
        guard let sealed = rows.bytes(row, 5), let id = rows.text(row, 0) else { return nil }
        guard let secret = settings.secrets?.open([UInt8](sealed), owner: id),
            let token = Fernet.ofEnvironment()?.seal(secret, time: UInt64(clamping: Clock.milliseconds / 1000))
        else {
            throw APIError(
                .invalidState,
                """
                the secret of webhook '\(rows.text(row, 2) ?? "")' (\(id)) cannot be encrypted for MLflow: set \
                \(SecretBox.variable) to the key of this store, which MLflow's server needs then too
                """)
        }
        return token
    }
}
