// Assay: the validator's host for the checks of the contract.
// SPDX-License-Identifier: Apache-2.0
import AssayContract

extension TestHost: ContractHost {
    func onWorkLoop(_ body: () throws(Violation) -> Void) throws(Violation) { try on(work, body) }

    func turn() { turn(milliseconds: 5) }
}
