// Assay: the test host for the checks of the contract.
// SPDX-License-Identifier: Apache-2.0
package import AssayContract

extension TestHost: ContractHost {
    package func onWorkLoop(_ body: () throws(Violation) -> Void) throws(Violation) { try enter(work, body) }
}
