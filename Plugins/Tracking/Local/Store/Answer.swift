// Assay: answers of operations.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayKit
internal import AssayOperations

extension TrackingAnswer {
    /// `{}`: done, and nothing to say.
    static let empty = TrackingAnswer(body: [0x7B, 0x7D])

    /// An object whose members `body` writes.
    static func object(_ body: (inout JSONWriter) -> Void) -> TrackingAnswer {
        var writer = JSONWriter()
        writer.beginObject()
        body(&writer)
        writer.endObject()
        return TrackingAnswer(body: writer.bytes)
    }

    /// An error, as MLflow's clients expect it.
    init(_ error: APIError) {
        self.init(
            status: error.httpStatus,
            contentType: error.contentType == "application/json" ? "application/json" : "text/html; charset=utf-8",
            body: [UInt8](error.body.utf8))
    }
}

extension JSONWriter {
    /// A member that is a text.
    mutating func member(_ key: String, _ value: String) {
        self.key(key)
        string(value)
    }

    /// A member that is a text, unless there is none.
    mutating func member(_ key: String, ifThere value: String?) {
        if let value { member(key, value) }
    }

    /// A member that is a whole number.
    mutating func member(_ key: String, _ value: Int64) {
        self.key(key)
        integer(value)
    }

    /// A member that is an array, unless it is empty.
    mutating func member<Element>(
        _ key: String, _ elements: some Collection<Element>, _ write: (inout JSONWriter, Element) -> Void
    ) {
        guard !elements.isEmpty else { return }
        self.key(key)
        beginArray()
        for element in elements { write(&self, element) }
        endArray()
    }

    /// A member that is an object.
    mutating func member(_ key: String, _ write: (inout JSONWriter) -> Void) {
        self.key(key)
        beginObject()
        write(&self)
        endObject()
    }

    /// An object of a key and a value: a tag or a param.
    mutating func keyValue(_ pair: KeyValue) {
        beginObject()
        member("key", pair.key)
        member("value", pair.value)
        endObject()
    }
}
