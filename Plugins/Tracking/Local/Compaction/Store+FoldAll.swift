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
                var isMore = false
                for use in try await TailUse.all(self) {
                    let result = try await fold(use.run, use.hasEnded ? .ended : .idle, limit: use.limit)
                    guard case .folded = result else { continue }
                    isMore = true
                    folds += 1
                }
                if !isMore { break }
            }
        } catch let error as SQLFailure {
            throw apiError(error)
        } catch {
            throw APIError(.dataLoss, "metrics cannot be folded into chunks: \(error)")
        }
        return .object { $0.member("folds", folds) }
    }
}
