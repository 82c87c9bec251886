// Assay: checks a request and sends it.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

extension UnsafeMutablePointer where Pointee == Session {
    /// Sends a request; a status other than OK means that the call itself is wrong.
    @inline(__always) func send(
        _ request: UnsafePointer<assay_client_request_t>, _ call: UnsafeMutablePointer<assay_client_call_t>,
        _ error: UnsafeMutablePointer<assay_error_t>?
    ) -> assay_status_t {
        if let reason = refusal(request, call) { return reason.write(to: error) }
        let profile = pointee.profile
        let exchange = profile.pointee.home.takeExchange()
        let url = ByteView(request.pointee.url)
        if let destination = profile.destination(url) {
            exchange.begin(self, request, call, destination.origin)
            if exchange.setTarget(destination) {
                exchange.setTimer()
                dispatch(exchange)
                return .ASSAY_STATUS_OK
            }
        } else {
            exchange.begin(self, request, call, profile.pointee.nowhere)
        }
        exchange.pointee.target = url
        exchange.failLater(.ASSAY_CLIENT_INVALID_URL)
        return .ASSAY_STATUS_OK
    }

    /// What is wrong with the call, or nil.
    @inline(__always) private func refusal(
        _ request: UnsafePointer<assay_client_request_t>, _ call: UnsafeMutablePointer<assay_client_call_t>
    ) -> AssayError? {
        let method = ByteView(request.pointee.method)
        guard isToken(method) else {
            return AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the method must be a token", context: method.string)
        }
        guard call.pointee.on_response != nil else {
            return AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the call has no on_response")
        }
        guard !pointee.isClosing else {
            return AssayError(.ASSAY_STATUS_FAILED_PRECONDITION, "the session is being closed")
        }
        return request.pointee.header_count > 0 ? refusalOfHeaders(request) : nil
    }

    private func refusalOfHeaders(_ request: UnsafePointer<assay_client_request_t>) -> AssayError? {
        guard let headers = request.pointee.headers else {
            return AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the request's headers are missing")
        }
        for index in 0..<request.pointee.header_count {
            let name = ByteView(headers[index].key)
            let value = ByteView(headers[index].value)
            guard isToken(name), ResponseParser.isValue(value) else {
                return AssayError(
                    .ASSAY_STATUS_INVALID_ARGUMENT,
                    "a header needs a token as its name and a value without control characters", context: name.string)
            }
        }
        return nil
    }

    @inline(__always) private func isToken(_ text: ByteView) -> Bool {
        for index in 0..<text.count where !ASCII.isToken(text[index]) { return false }
        return text.count > 0
    }

    /// Ends a request in flight; on_response comes at the loop's next turn.
    func cancel(_ call: UnsafeMutablePointer<assay_client_call_t>) {
        guard let data = call.pointee.client_data.0 else { return }
        let exchange = data.assumingMemoryBound(to: Exchange.self)
        guard exchange.pointee.session == self, exchange.pointee.phase != .failed else { return }
        exchange.detach()
        exchange.failLater(.ASSAY_CLIENT_CANCELLED)
        startQueued()
    }
}
