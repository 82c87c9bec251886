// Assay: what a body must be declared as.
// SPDX-License-Identifier: Apache-2.0
import AssayOperations

/// MLflow's rule for bodies that are sent with POST and PUT.
enum ContentTypeRule {
    /// Why a body of this Content-Type is refused; nil when it is taken.
    static func refusal(_ contentType: String?) -> APIError? {
        guard let contentType else {
            return .invalidParameter("Bad Request. Content-Type header is missing.")
        }
        guard contentType.prefix(while: { $0 != ";" }) == "application/json" else {
            return .invalidParameter("Bad Request. Content-Type must be one of ['application/json'].")
        }
        return nil
    }
}
