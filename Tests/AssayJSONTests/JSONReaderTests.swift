// Assay: the pull reader: typed reads, skipping, protobuf numbers; the writer step by step.
// SPDX-License-Identifier: Apache-2.0

import AssayJSON
import Testing

@Suite struct JSONReaderTests {
    /// Reads a text with a closure over a pull reader.
    private func read<T>(
        _ text: String, proto: Bool = false, _ body: (inout JSONReader) throws -> T
    ) throws -> T {
        try Array(text.utf8).withUnsafeBytes { bytes in
            var reader = JSONReader(bytes, options: .init(acceptsProtoNumbers: proto))
            return try body(&reader)
        }
    }

    @Test func readsTypedMembers() throws {
        let text = #"{"id": 7, "skip": {"a": [1, {"b": "]}"}]}, "n\u0061me": "x\n", "tags": ["a", "b"], "none": null}"#
        try read(text) { reader in
            try reader.beginObject()
            var tags: [String] = []
            var seen: [String] = []
            while let key = try reader.nextKey() {
                seen.append(key.string)
                switch key {
                case "id": #expect(try reader.integer() == 7)
                case "name": #expect(try reader.string() == "x\n")
                case "tags":
                    try reader.beginArray()
                    while try reader.nextElement() { tags.append(try reader.string()) }
                case "none": #expect(try reader.null())
                default: #expect(String(decoding: try reader.skipValue(), as: UTF8.self) == #"{"a": [1, {"b": "]}"}]}"#)
                }
            }
            try reader.finish()
            #expect(tags == ["a", "b"])
            #expect(seen == ["id", "skip", "name", "tags", "none"])
        }
    }

    @Test func readsTreesWithin() throws {
        try read("[1, {\"a\": [2]}, true, false]") { reader in
            try reader.beginArray()
            #expect(try reader.integer() == 1)
            #expect(try reader.value() == ["a": [2]])
            #expect(try reader.bool())
            #expect(try !reader.bool())
            #expect(try !reader.nextElement())
            try reader.finish()
        }
    }

    @Test func takesProtobufNumbersOnlyIfAsked() throws {
        let text = #"["12", "1.5", "NaN", "Infinity", "-Infinity", 5.0, "-0"]"#
        try read(text, proto: true) { reader in
            try reader.beginArray()
            #expect(try reader.integer() == 12)
            #expect(try reader.double() == 1.5)
            #expect(try reader.double().isNaN)
            #expect(try reader.double() == .infinity)
            #expect(try reader.double() == -.infinity)
            #expect(try reader.integer() == 5)
            #expect(try reader.double().sign == .minus)
        }
        for bad in ["\"\"", "\"1x\"", "\" 1\"", "1.5", "\"NaN\"", "true", "1e30"] {
            #expect(throws: JSONError.self) { try read(bad, proto: true) { try $0.integer() } }
        }
        #expect(throws: JSONError.self) { try read("\"1\"") { try $0.integer() } }
        #expect(throws: JSONError.self) { try read("5.0") { try $0.integer() } }
        #expect(try read("-0") { try $0.double().sign } == .minus)
    }

    @Test func refusesReadsOutOfPlace() throws {
        #expect(throws: JSONError.self) { try read("1") { _ = try $0.nextKey() } }
        #expect(throws: JSONError.self) {
            try read("{\"a\":1}") {
                try $0.beginObject(); _ = try $0.string()
            }
        }
        #expect(throws: JSONError.self) {
            try read("[]") {
                try $0.beginArray(); _ = try $0.integer()
            }
        }
        #expect(throws: JSONError.self) {
            try read("1 2") {
                _ = try $0.integer(); try $0.finish()
            }
        }
        #expect(throws: JSONError.self) { try read("") { _ = try $0.next() } }
    }

    @Test func writesStepByStep() {
        var writer = JSONWriter(appendingTo: Array("data: ".utf8), htmlSafe: true)
        writer.beginObject()
        writer.key("a<b")
        writer.beginArray()
        writer.integer(Int64.min)
        writer.integer(0)
        writer.number(1)
        writer.raw("{\"x\":1}")
        writer.endArray()
        writer.key("t")
        writer.string("</script>&'\u{2028}\u{2029}\u{1}\u{20}\n")
        writer.endObject()
        #expect(
            writer.text == #"data: {"a\u003cb":[-9223372036854775808,0,1.0,{"x":1}],"#
                + #""t":"\u003c/script\u003e\u0026\u0027\u2028\u2029\u0001 \n"}"#)
        writer.removeAll()
        writer.null()
        #expect(writer.text == "null")
    }
}
