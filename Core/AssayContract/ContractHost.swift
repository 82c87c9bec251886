// Assay: what a check needs of the host that it runs in.
// SPDX-License-Identifier: Apache-2.0

/// A host whose loops are turned by the test. Checks begin on its main thread.
package protocol ContractHost: AnyObject {
    /// Runs `body` as if on the thread of the work loop.
    func onWorkLoop(_ body: () throws(Violation) -> Void) throws(Violation)

    /// Turns all loops.
    func turn()
}
