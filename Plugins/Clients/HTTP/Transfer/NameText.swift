// Assay: method and name of a request as the recorder knows them.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import Glibc

/// Two texts, each with a NUL behind it, and their id. A user that sends the same request again finds them here.
struct NameText {
    private var bytes = ByteStore()
    private var methodLength = 0
    private var id: UInt32 = 0

    /// Takes the names over, and asks the recorder for their id when they are new. False when there is no memory.
    mutating func set(_ method: assay_string_t, _ name: assay_string_t, _ recorder: Recorder) -> Bool {
        if bytes.count > 0, equals(method.bytes, from: 0, to: methodLength),
            equals(name.bytes, from: methodLength + 1, to: bytes.count - 1)
        {
            return true
        }
        bytes.clear()
        methodLength = method.bytes.count
        guard bytes.append(method.bytes), bytes.append(0 as UInt8), bytes.append(name.bytes), bytes.append(0 as UInt8)
        else {
            bytes.clear()
            return false
        }
        id = recorder.intern(method, name)
        return true
    }

    private func equals(_ text: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Bool {
        text.count == end - start && text.elementsEqual(bytes.bytes[start..<end])
    }

    /// Writes them into an event.
    func fill(_ event: inout assay_request_event_t) {
        guard bytes.count > methodLength + 1 else { return }
        let method = bytes.text(0..<methodLength)
        let name = bytes.text((methodLength + 1)..<(bytes.count - 1))
        event.method = method.data
        event.method_length = UInt32(clamping: method.length)
        event.name = name.data
        event.name_length = UInt32(clamping: name.length)
        event.name_id = id
    }

    mutating func free() { bytes.free() }
}
