// Assay: the ways to answer an exchange.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension Exchange {
    /// Answers with a body of a static type, which is copied; ends the exchange.
    public func respond(_ status: Int, contentType: StaticString, body: UnsafeRawBufferPointer) {
        let name: StaticString = "content-type"
        var header = assay_key_value_t(key: Self.text(name), value: Self.text(contentType))
        let calls = pointer.pointee.calls.pointee
        calls.respond(pointer, UInt32(clamping: status), &header, 1, Self.bytes(body))
    }

    /// Answers with a whole body; ends the exchange.
    public func respond(_ answer: RouteAnswer) {
        let calls = pointer.pointee.calls.pointee
        HeaderList.lend(answer.headers) { headers, count in
            answer.body.withUnsafeBytes {
                calls.respond(pointer, UInt32(clamping: answer.status), headers, count, Self.bytes($0))
            }
        }
    }

    /// Begins an answer whose body comes in pieces; nil for a length that is not known.
    public func begin(_ status: Int, headers: [(name: String, value: String)] = [], contentLength: Int64? = nil) {
        let calls = pointer.pointee.calls.pointee
        HeaderList.lend(headers) { list, count in
            calls.begin(pointer, UInt32(clamping: status), list, count, contentLength ?? -1)
        }
    }

    /// Ends an answer that was begun.
    public func end() { pointer.pointee.calls.pointee.end(pointer) }

    /// Gives up: the peer sees a broken answer, or a 500 when none was begun. Ends the exchange.
    public func abort() { pointer.pointee.calls.pointee.abort(pointer) }

    static func text(_ text: StaticString) -> assay_string_t {
        assay_string_t(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    static func bytes(_ bytes: UnsafeRawBufferPointer) -> assay_bytes_t {
        assay_bytes_t(data: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), length: bytes.count)
    }
}

/// Headers on their way through the C border.
enum HeaderList {
    /// Lends the C form of `headers`.
    static func lend(
        _ headers: [(name: String, value: String)], _ body: (UnsafePointer<assay_key_value_t>?, Int) -> Void
    ) {
        let texts = headers.flatMap { [Array($0.name.utf8), Array($0.value.utf8)] }
        texts.flatMap { $0 }.withUnsafeBufferPointer { all in
            var offset = 0
            let parts = texts.map { text in
                defer { offset += text.count }
                return assay_string_t(UnsafeBufferPointer(rebasing: all[offset..<offset + text.count]))
            }
            let pairs = headers.indices.map { assay_key_value_t(key: parts[2 * $0], value: parts[2 * $0 + 1]) }
            pairs.withUnsafeBufferPointer { body($0.baseAddress, $0.count) }
        }
    }
}
