// Assay: what can be wrong with a declaration or a subscription.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// A refusal by the hook bus, for an assay_error_t.
struct HookError: Error {
    let status: assay_status_t
    let message: String
    let context: String

    init(_ status: assay_status_t, _ message: String, context: String) {
        self.status = status
        self.message = message
        self.context = context
    }

    /// Tells a C caller.
    func report(to error: UnsafeMutablePointer<assay_error_t>?) -> assay_status_t {
        ErrorText.report(status, message, context: context, to: error)
    }
}
