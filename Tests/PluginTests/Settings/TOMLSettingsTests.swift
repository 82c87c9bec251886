// Assay: tests of settings files in TOML.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit
import AssayTesting
import Testing

@testable import TOMLSettings

@Suite("TOML settings")
struct TOMLSettingsTests {
    private let host = TestHost()

    private func parse(_ text: String) throws -> JSONValue {
        try TOMLSettings(host: host.host, config: Config(parsing: "{}", of: "test")).parse(text)
    }

    @Test("values of every type that an option takes")
    func values() throws {
        let value = try parse(
            """
            # a comment
            users = 1_000
            spawn-rate = 2.5
            host = 'http://127.0.0.1:8000'
            headless = true
            tags = ["a", "b"]
            [run]
            run-time = "5m"
            [[run.exporter]]
            id = "x"
            config = { file = "f", deep = { n = 0x10 } }
            """)
        let expected: JSONValue = [
            "users": 1000, "spawn-rate": 2.5, "host": "http://127.0.0.1:8000", "headless": true, "tags": ["a", "b"],
            "run": ["run-time": "5m", "exporter": [["id": "x", "config": ["file": "f", "deep": ["n": 16]]]]],
        ]
        #expect(value == expected)
    }

    @Test("an error names line and column")
    func errors() throws {
        let error = try #require(throws: AssayError.self) { try parse("users = 10\nhost = \n") }
        #expect(error.message.hasPrefix("line 2, column"), "\(error)")
        let twice = try #require(throws: AssayError.self) { try parse("users = 10\nusers = 20\n") }
        #expect(twice.message.hasPrefix("line 2, column"), "\(twice)")
    }

    @Test("a date is refused by name")
    func dates() throws {
        let error = try #require(throws: AssayError.self) { try parse("[run]\nrun-time = 2026-01-01\n") }
        #expect(error.message.contains("'run-time' is a date"), "\(error)")
    }

    @Test("nesting without end is an error and no crash")
    func nesting() {
        #expect(throws: AssayError.self) { try parse("a = " + String(repeating: "[", count: 100_000)) }
    }

    @Test(
        "a header without a name is an error and no crash",
        arguments: ["[=]", "[[[a]]]", "a = 1\n[ . ]", "[[ \n", "[é]"])
    func headers(_ text: String) {
        #expect(throws: AssayError.self) { try parse(text) }
    }

    @Test("brackets in values and strings are no headers")
    func brackets() throws {
        let value = try parse(
            #"""
            a = [
            [[1]],
              ['[=]'],
            ]
            b = """
            [=]\"
            """
            c = '''
            [=]'''
            [t]
            """#)
        #expect(value["b"]?.stringValue == "[=]\"\n")
        #expect(value["a"]?.arrayValue?.count == 2)
    }
}
