// Assay: tells a call that is wrong from one that may fail.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// What must be right before a request can be made at all.
enum RequestCheck {
    /// Throws INVALID_ARGUMENT for a call that is wrong.
    static func check(_ request: assay_client_request_t, _ call: assay_client_call_t) throws {
        guard ASCII.isToken(request.method.bytes) else {
            throw AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT, "the method must be a token", context: String(request.method))
        }
        guard call.on_response != nil else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the call has no on_response")
        }
        guard request.header_count > 0 else { return }
        guard let headers = request.headers else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the request's headers are missing")
        }
        for header in UnsafeBufferPointer(start: headers, count: request.header_count) {
            guard ASCII.isToken(header.key.bytes), ASCII.isValue(header.value.bytes) else {
                throw AssayError(
                    .ASSAY_STATUS_INVALID_ARGUMENT,
                    "a header needs a token as its name and a value without control characters",
                    context: String(header.key))
            }
        }
    }
}
