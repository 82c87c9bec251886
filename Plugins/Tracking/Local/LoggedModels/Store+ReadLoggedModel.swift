// Assay: reading logged models.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations

extension Store {
    /// A logged model with its data; a deleted one only when it is asked for.
    func loggedModelWithData(
        _ id: String, allowsDeleted: Bool = false
    ) async throws(APIError) -> (LoggedModel, LoggedModelData) {
        let batch = SQLBatch(.readOnly)
        batch.add(LoggedModel.byID, .scalars(.text(id)))
        let reader = LoggedModelReader(batch, modelID: id)
        let results = try await run(batch)
        guard results[0].count > 0 else { throw Self.noLoggedModel(id) }
        let found = LoggedModel(results[0], 0)
        guard found.isActive || allowsDeleted else { throw Self.noLoggedModel(id) }
        return (found, reader.data(results)[found.number] ?? LoggedModelData())
    }

    /// A logged model without its data, in any stage.
    func loggedModel(_ id: String) async throws(APIError) -> LoggedModel {
        let batch = SQLBatch(.readOnly)
        batch.add(LoggedModel.byID, .scalars(.text(id)))
        let results = try await run(batch)
        guard results[0].count > 0 else { throw Self.noLoggedModel(id) }
        return LoggedModel(results[0], 0)
    }

    /// A logged model without its data, unless it is deleted.
    func activeLoggedModel(_ id: String) async throws(APIError) -> LoggedModel {
        let found = try await loggedModel(id)
        guard found.isActive else { throw Self.noLoggedModel(id) }
        return found
    }

    static func noLoggedModel(_ id: String) -> APIError {
        .doesNotExist("Logged model with ID '\(id)' not found.")
    }
}
