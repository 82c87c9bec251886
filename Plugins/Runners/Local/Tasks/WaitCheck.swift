// Assay: refusing wait times that make no sense.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

extension assay_wait_t {
    /// Throws an error that names `owner` when the figures cannot be waited for. Locust refuses the same rates.
    func check(of owner: String) throws {
        func refuse(_ problem: String) -> AssayError {
            AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the wait time of \(owner): \(problem)")
        }
        let isTime = { (seconds: Double) in seconds.isFinite && seconds >= 0 }
        switch kind {
        case .ASSAY_WAIT_CONSTANT, .ASSAY_WAIT_CONSTANT_PACING:
            guard isTime(first) else { throw refuse("\(first) seconds; a number from 0 is wanted") }
        case .ASSAY_WAIT_BETWEEN:
            guard isTime(first), isTime(second) else {
                throw refuse("between \(first) and \(second) seconds; numbers from 0 are wanted")
            }
        case .ASSAY_WAIT_CONSTANT_THROUGHPUT, .ASSAY_WAIT_POISSON:
            guard first.isFinite, first > 0 else { throw refuse("a rate of \(first); a number above 0 is wanted") }
        default: break
        }
    }
}
