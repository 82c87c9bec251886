// Assay: running batches, and what to do when one fails.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations
internal import CAssay

extension Store {
    /// How often a batch that lost against another transaction is run again.
    private static let mostAttempts = 8

    /// Runs a batch, again when it lost against another transaction. Whatever else it runs into becomes an answer.
    func run(_ batch: SQLBatch) async throws(APIError) -> SQLResults {
        do throws(SQLFailure) {
            return try await attempt(batch)
        } catch {
            throw apiError(error)
        }
    }

    /// The same, for callers that know what some failures mean.
    func attempt(_ batch: SQLBatch) async throws(SQLFailure) -> SQLResults {
        for _ in 1..<Self.mostAttempts {
            do throws(SQLFailure) {
                return try await session.run(batch)
            } catch {
                guard error.status == .ASSAY_STATUS_ABORTED, error.canRetry, !error.mayBeCommitted else { throw error }
            }
        }
        return try await session.run(batch)
    }

    /// Runs a batch; `error` says what it means that the rows of a statement (its index) are not those expected.
    @discardableResult
    func runExpecting(_ batch: SQLBatch, _ error: (Int?) -> APIError) async throws(APIError) -> SQLResults {
        do throws(SQLFailure) {
            return try await attempt(batch)
        } catch let failure {
            guard failure.isOfRows else { throw apiError(failure) }
            throw error(failure.failedStatement)
        }
    }

    /// What a client is told of a failure of the database. Clients of MLflow try again after 503.
    func apiError(_ failure: SQLFailure) -> APIError {
        switch failure.status {
        case .ASSAY_STATUS_CANCELLED: APIError(.cancelled, "the request was cancelled")
        case .ASSAY_STATUS_UNAVAILABLE, .ASSAY_STATUS_RESOURCE_EXHAUSTED, .ASSAY_STATUS_ABORTED,
            .ASSAY_STATUS_DEADLINE_EXCEEDED:
            APIError(.temporarilyUnavailable, "the tracking database cannot be reached or is busy: \(failure)")
        case .ASSAY_STATUS_DATA_LOSS: APIError(.dataLoss, "the tracking database is damaged: \(failure)")
        case .ASSAY_STATUS_INVALID_ARGUMENT:
            APIError(.invalidParameterValue, "the tracking database does not take a value: \(failure)")
        default: APIError(.internalError, "the tracking database answered: \(failure)")
        }
    }
}

extension SQLFailure {
    /// Whether a statement affected another number of rows than it was to.
    var isOfRows: Bool { status == .ASSAY_STATUS_FAILED_PRECONDITION && code.isEmpty }
}
