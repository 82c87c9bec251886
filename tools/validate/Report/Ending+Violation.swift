// Assay: violations of the contract as ends of tests.
// SPDX-License-Identifier: Apache-2.0
import AssayContract

/// Runs a check of the contract; what it throws ends the test. What a component cannot do in this place is no failure.
func keeping<Result>(_ check: () throws(Violation) -> Result) throws(Ending) -> Result {
    do { return try check() } catch {
        switch error.blame {
        case .component: throw .failed(error.words)
        case .place: throw .skipped(error.words)
        }
    }
}
