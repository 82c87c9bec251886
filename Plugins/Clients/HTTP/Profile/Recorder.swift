// Assay: the runner's recorder, as the client calls it.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// A recorder and its functions, without the optionals of the imported struct. It outlives the profile.
struct Recorder {
    private let pointer: UnsafePointer<assay_recorder_t>
    private let internFunction:
        @convention(c) (UnsafePointer<assay_recorder_t>?, assay_string_t, assay_string_t) -> UInt32
    private let recordFunction:
        @convention(c) (UnsafePointer<assay_recorder_t>?, UnsafeMutablePointer<assay_request_event_t>?) -> Void

    init(_ pointer: UnsafePointer<assay_recorder_t>) throws {
        guard let intern = pointer.pointee.intern, let record = pointer.pointee.record else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the recorder lacks a function")
        }
        self.pointer = pointer
        internFunction = intern
        recordFunction = record
    }

    /// The id of (method, name).
    func intern(_ method: assay_string_t, _ name: assay_string_t) -> UInt32 {
        internFunction(pointer, method, name)
    }

    /// Counts a finished request.
    func record(_ event: inout assay_request_event_t) {
        recordFunction(pointer, &event)
    }
}
