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

    @Test("a key of very many parts is an error and no crash", arguments: ["%@ = 1", "[%@]", "[[%@]]", "a = {%@ = 1}"])
    func longKeys(_ form: String) throws {
        for (separator, count) in [(".", 16), (".", 17), (" . ", 17), (".", 100_000)] {
            let key = repeatElement("a", count: count).joined(separator: separator)
            let parts = form.split(separator: "%@", omittingEmptySubsequences: false)
            let text = parts.joined(separator: key)
            if count == 16 { _ = try parse(text) } else { #expect(throws: AssayError.self) { try parse(text) } }
        }
    }

    @Test("dots in values are no parts of a key")
    func dots() throws {
        let version = (1...20).map(String.init).joined(separator: ".")
        let numbers = repeatElement("1.5", count: 20).joined(separator: ", ")
        let value = try parse("a.b = '\(version)'\nc = [\(numbers)]")
        #expect(value["c"]?.arrayValue?.count == 20)
    }

    @Test(
        "a NUL is an error, and what follows it is not ignored",
        arguments: ["a = 1\n\0\nb = 2", "# x\0\nb = 2", "a = 'x\0'"])
    func nul(_ text: String) throws {
        let error = try #require(throws: AssayError.self) { try parse(text) }
        #expect(error.message.contains("NUL"), "\(error)")
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
