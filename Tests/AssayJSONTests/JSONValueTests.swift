// Assay: JSON values: access, literals, equality, paths.
// SPDX-License-Identifier: Apache-2.0

import AssayJSON
import Testing

@Suite struct JSONValueTests {
    let value: JSONValue = [
        "choices": [["delta": ["content": "hi"], "index": 0]], "usage": nil, "a.b": true, "ratio": 0.5,
    ]

    @Test func looksInside() {
        #expect(value["choices"]?[0]?["delta"]?["content"]?.stringValue == "hi")
        #expect(value["choices"]?[1] == nil)
        #expect(value["choices"]?[-1] == nil)
        #expect(value["usage"]?.isNull == true)
        #expect(value["missing"] == nil)
        #expect(value[0] == nil)
        #expect(value["choices"]?[0]?["index"]?.intValue == 0)
        #expect(value["choices"]?[0]?["index"]?.doubleValue == 0)
        #expect(value["ratio"]?.doubleValue == 0.5)
        #expect(value["ratio"]?.intValue == nil)
        #expect(value["a.b"]?.boolValue == true)
    }

    @Test func followsPaths() throws {
        #expect(value.at("choices[0].delta.content") == "hi")
        #expect(value.at("$.choices[-1].index") == 0)
        #expect(value.at("[\"a.b\"]") == true)
        #expect(value.at("$") == value)
        #expect(value.at("") == value)
        #expect(value.at("choices[1]") == nil)
        #expect(value.at("choices[-2]") == nil)
        #expect(value.at("choices.x") == nil)
        #expect(value.at(try JSONPath("['ratio']")) == 0.5)
        #expect(JSONValue.array([[1, 2], [3]]).at("[0][1]") == 2)
    }

    @Test(arguments: [
        "a..b", "a[", "a[x]", "a[0", "a[\"b]", "a[0]b", ".a", "a.", "a[\"b\"", "[99999999999999999999]", "[",
    ])
    func refusesMalformedPaths(_ path: String) {
        #expect(throws: JSONError.self) { try JSONPath(path) }
        #expect(value.at(path) == nil)
    }

    @Test func objectsKeepOrderAndFindKeys() throws {
        var object = JSONObject()
        for index in 0..<100 { object["k\(index)"] = .integer(Int64(index)) }
        #expect(object.map(\.key) == (0..<100).map { "k\($0)" })
        #expect((0..<100).allSatisfy { object["k\($0)"] == .integer(Int64($0)) })
        object["k3"] = "three"
        object["k50"] = .some(nil)
        object["k0"] = nil
        #expect(object.count == 99)
        #expect(object["k0"] == nil)
        #expect(object["k3"] == "three")
        #expect(object["k50"]?.isNull == true)
        #expect(object["k99"] == 99)
    }

    @Test func equalityIgnoresOrderButNotBytes() throws {
        #expect(try JSONValue(parsing: "{\"a\":1,\"b\":2}") == JSONValue(parsing: "{\"b\":2,\"a\":1}"))
        #expect(JSONValue.integer(1) != JSONValue.number(1))
        #expect(JSONValue.string("\u{E9}") != JSONValue.string("e\u{301}"))
        let both = try JSONValue(parsing: "{\"\u{E9}\":1,\"e\u{301}\":2}")
        #expect(both["\u{E9}"] == 1)
        #expect(both["e\u{301}"] == 2)
    }

    @Test func saysWhereAnErrorIs() {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: "{\n  \"a\": 1,\n  \"b\" 2}") }
        #expect(error?.description == "line 3, column 7: expected ':' after a key, found '2'")
        #expect(error?.offset == 18)
        let duplicate = #expect(throws: JSONError.self) { try JSONValue(parsing: "{\"a\":1,\"\\u0061\":2}") }
        #expect(duplicate?.description == "line 1, column 8: duplicate key 'a'")
    }

    @Test func honoursItsDepth() throws {
        #expect(try JSONValue(parsing: "[[1]]", maximumDepth: 2) == [[1]])
        #expect(throws: JSONError.self) { try JSONValue(parsing: "[[1]]", maximumDepth: 1) }
        let deep = String(repeating: "[", count: 513) + String(repeating: "]", count: 513)
        #expect(throws: JSONError.self) { try JSONValue(parsing: deep, maximumDepth: 10_000) }
    }

    @Test func writesCompactAndPretty() {
        #expect(
            value.text() == #"{"choices":[{"delta":{"content":"hi"},"index":0}],"usage":null,"a.b":true,"ratio":0.5}"#)
        let small: JSONValue = ["a": [], "b": [1, 2], "c": [:]]
        #expect(small.text(pretty: true) == "{\n  \"a\": [],\n  \"b\": [\n    1,\n    2\n  ],\n  \"c\": {}\n}")
        #expect(
            JSONValue.array([.number(.nan), .number(.infinity), .number(-.infinity)]).text()
                == #"["NaN","Infinity","-Infinity"]"#)
    }
}
