// Assay: one call to the tracking store on behalf of an exchange.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayOperations
import CAssay

/// A call in flight: it owns the memory that the store keeps until the call is done, and ends the exchange then.
final class ForwardedCall {
    private let store: TrackingStore
    private let exchange: Exchange
    private let call: UnsafeMutablePointer<assay_tracking_call_t>

    private init(_ store: TrackingStore, _ exchange: Exchange) {
        self.store = store
        self.exchange = exchange
        call = .allocate(capacity: 1)
        call.initialize(to: assay_tracking_call_t())
    }

    deinit { call.deallocate() }

    /// Passes body, query and path parameters of `exchange` to the store untouched.
    static func begin(_ operation: String, isGet: Bool, _ exchange: Exchange, _ store: TrackingStore) {
        let forwarded = ForwardedCall(store, exchange)
        let data = Unmanaged.passRetained(forwarded).toOpaque()
        forwarded.call.pointee.user_data = data
        forwarded.call.pointee.on_done = { call, response in
            guard let data = call?.pointee.user_data, let response else { return }
            Unmanaged<ForwardedCall>.fromOpaque(data).takeRetainedValue().end(response)
        }
        // Before the call begins: once it is done, the exchange is gone.
        exchange.pointer.pointee.calls.pointee.watch_peer(
            exchange.pointer,
            { data in
                guard let data else { return }
                Unmanaged<ForwardedCall>.fromOpaque(data).takeUnretainedValue().cancel()
            }, data)
        forwarded.begin(operation, isGet: isGet)
    }

    private func begin(_ operation: String, isGet: Bool) {
        let fields = exchange.pointer.pointee
        var request = assay_tracking_request_t()
        request.struct_size = UInt32(MemoryLayout<assay_tracking_request_t>.size)
        request.flags = isGet ? ASSAY_TRACKING_GET : 0
        request.workspace = fields.workspace
        request.principal = fields.principal
        request.body = fields.body
        request.query = fields.raw_query
        request.path_parameters = fields.parameters
        request.path_parameter_count = fields.parameter_count
        var error = assay_error_t()
        error.struct_size = UInt32(MemoryLayout<assay_error_t>.size)
        var operation = operation
        let status = operation.withUTF8 { name in
            request.operation = assay_string_t(name)
            return store.table.pointee.call(store.component, &request, call, &error)
        }
        guard status != .ASSAY_STATUS_OK else { return }
        error.status = status
        refuse(AssayError(error))
        Unmanaged.passUnretained(self).release()
    }

    /// The store did not take the call.
    private func refuse(_ error: AssayError) {
        let answer =
            switch error.status {
            case .ASSAY_STATUS_RESOURCE_EXHAUSTED: APIError(.requestLimitExceeded, error.description)
            case .ASSAY_STATUS_UNIMPLEMENTED: APIError(.notImplemented, error.description)
            case .ASSAY_STATUS_UNAVAILABLE: APIError(.temporarilyUnavailable, error.description)
            default: APIError(.internalError, error.description)
            }
        exchange.respond(answer)
    }

    private func cancel() { store.table.pointee.cancel(store.component, call) }

    private func end(_ response: UnsafeMutablePointer<assay_tracking_response_t>) {
        let answer = response.pointee
        let type = answer.content_type.map { assay_string_t(data: $0, length: CTextLength.of($0)) } ?? assay_string_t()
        let name: StaticString = "content-type"
        var header = assay_key_value_t(
            key: assay_string_t(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)), value: type)
        let calls = exchange.pointer.pointee.calls.pointee
        calls.respond(exchange.pointer, UInt32(clamping: answer.http_status), &header, 1, answer.body)
        store.table.pointee.release(store.component, response)
    }
}

/// The length of a C text.
enum CTextLength {
    static func of(_ text: UnsafePointer<CChar>) -> Int {
        var length = 0
        while text[length] != 0 { length += 1 }
        return length
    }
}

extension Exchange {
    /// Answers with an error of the API.
    func respond(_ error: APIError) {
        respond(
            RouteAnswer(
                status: error.httpStatus, headers: [("content-type", error.contentType)], body: Array(error.body.utf8)))
    }
}
