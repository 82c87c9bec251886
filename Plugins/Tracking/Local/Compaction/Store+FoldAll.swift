// Assay: folds all tails at once.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayKit
internal import AssayOperations
internal import TrackingSeries

extension Store {
    /// Folds the tails of all runs as if none were written to any more; the answer has the number of folds.
    func foldMetrics() async throws(APIError) -> TrackingAnswer {
        var folds: Int64 = 0
        do {
            while true {
                let before = folds
                var last: Int64 = 0
                while case let page = try await TailUse.page(after: last, self), let end = page.last {
                    for use in page {
                        let result = try await fold(use.run, use.hasEnded ? .ended : .idle, limit: use.limit)
                        if case .folded = result { folds += 1 }
                    }
                    last = end.run
                }
                if folds == before { break }
            }
        } catch let error as SQLFailure {
            throw apiError(error)
        } catch {
            throw APIError(.dataLoss, "metrics cannot be folded into chunks: \(error)")
        }
        return .object { $0.member("folds", folds) }
    }
}
