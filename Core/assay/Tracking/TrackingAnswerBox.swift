// Assay: one call to a tracking store that the main thread waits for.
// SPDX-License-Identifier: Apache-2.0
import AssayCore
import AssayJSON
import CAssay
import Synchronization

/// A call in flight. The answer comes on a work loop; the main loop is woken and takes it.
final class TrackingAnswerBox: @unchecked Sendable {
    // @unchecked: `response` is written before `done` is set and read after it was seen.
    private let call: UnsafeMutablePointer<assay_tracking_call_t>
    private var response: UnsafeMutablePointer<assay_tracking_response_t>?
    private var wake: (@Sendable () -> Void)?
    private let done = Atomic<Bool>(false)

    init() {
        call = .allocate(capacity: 1)
        call.initialize(to: assay_tracking_call_t())
    }

    deinit { call.deallocate() }

    var isDone: Bool { done.load(ordering: .acquiring) }

    /// The memory of the call; `wake` makes the main loop look again.
    func begin(_ wake: @escaping @Sendable () -> Void) -> UnsafeMutablePointer<assay_tracking_call_t> {
        self.wake = wake
        call.pointee.user_data = Unmanaged.passUnretained(self).toOpaque()
        call.pointee.on_done = { call, response in
            // The box lives until the main thread has seen `done`.
            guard let data = call?.pointee.user_data else { return }
            let box = Unmanaged<TrackingAnswerBox>.fromOpaque(data).takeUnretainedValue()
            let wake = box.wake
            box.response = response
            box.done.store(true, ordering: .releasing)
            wake?()
        }
        return call
    }

    /// The answer's object; a refusal is thrown with its message.
    func take(
        _ table: UnsafePointer<assay_tracking_t>, _ store: UnsafePointer<assay_component_t>
    ) throws(CommandError) -> JSONValue {
        guard let response else { throw CommandError("the tracking store gave no answer") }
        defer { table.pointee.release(store, response) }
        let bytes = UnsafeRawBufferPointer(start: response.pointee.body.data, count: response.pointee.body.length)
        let text = String(decoding: bytes, as: UTF8.self)
        let json = try? JSONValue(parsing: text)
        guard response.pointee.http_status < 400 else {
            throw CommandError(json?["message"]?.stringValue ?? text)
        }
        return json ?? [:]
    }
}
