// Assay: one request of a user, from sending to the response.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// A request in flight, and the memory it refers to. A session uses its calls again and again.
final class HTTPCall: PendingWait {
    /// What the client reads and writes; in memory of its own, which does not move.
    struct State {
        var call = assay_client_call_t()
        var request = assay_client_request_t()
        var response: UnsafeMutablePointer<assay_client_response_t>?
        var continuation: UnsafeContinuation<Void, Never>?
        var isInUse = false
    }

    let state: UnsafeMutablePointer<State>
    /// The first member of the state.
    let call: UnsafeMutablePointer<assay_client_call_t>
    /// Within the state.
    let request: UnsafeMutablePointer<assay_client_request_t>
    /// Called for pieces of a streamed body.
    var onChunk: ((UnsafeRawBufferPointer, assay_instant_t) -> Void)?
    // unowned(unsafe): the session owns its calls.
    private unowned(unsafe) let session: HTTPSession
    private var texts = RequestTexts()

    init(_ session: HTTPSession) {
        self.session = session
        state = .allocate(capacity: 1)
        call = UnsafeMutableRawPointer(state).assumingMemoryBound(to: assay_client_call_t.self)
        let offset = MemoryLayout<State>.offset(of: \State.request) ?? 0
        request = (UnsafeMutableRawPointer(state) + offset).assumingMemoryBound(to: assay_client_request_t.self)
        super.init()
        state.initialize(to: State())
        state.pointee.request.struct_size = UInt32(MemoryLayout<assay_client_request_t>.size)
        state.pointee.call.user_data = Unmanaged.passUnretained(self).toOpaque()
        state.pointee.call.on_response = { call, response in
            // The call is the first member of the state.
            guard let call else { return }
            let state = UnsafeMutableRawPointer(call).assumingMemoryBound(to: State.self)
            state.pointee.response = response
            guard let continuation = state.pointee.continuation else { return }
            state.pointee.continuation = nil
            continuation.resume()
        }
        state.pointee.call.on_chunk = { call, chunk, arrived in
            guard let object = call?.pointee.user_data else { return }
            let bytes = UnsafeRawBufferPointer(start: chunk.data, count: chunk.data == nil ? 0 : chunk.length)
            Unmanaged<HTTPCall>.fromOpaque(object)._withUnsafeGuaranteedRef { $0.onChunk?(bytes, arrived) }
        }
    }

    deinit {
        texts.free()
        state.deallocate()
    }

    /// Copies what the request says into memory that lasts until the response.
    func fill(
        _ method: StaticString, _ url: String, _ name: String?, _ headers: [HTTPHeader], _ body: HTTPBody?,
        _ options: RequestOptions, scheduled: assay_instant_t
    ) {
        let request = request
        request.pointee.flags = options.rawValue
        request.pointee.method = assay_string_t(
            UnsafeBufferPointer(start: method.utf8Start, count: method.utf8CodeUnitCount))
        request.pointee.scheduled = scheduled
        if headers.isEmpty, body == nil {
            request.pointee.headers = nil
            request.pointee.header_count = 0
            request.pointee.body = assay_bytes_t()
            texts.fill(request, url, name)
        } else {
            texts.fill(request, url, name, headers, body)
        }
    }

    override func cancel() {
        session.client.pointee.cancel(session.pointer, call)
    }
}
