// Assay: tests of settings files in YAML.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit
import AssayTesting
import Testing

@testable import YAMLSettings

@Suite("YAML settings")
struct YAMLSettingsTests {
    private let host = TestHost()

    private func parse(_ text: String) throws -> JSONValue {
        try YAMLSettings(host: host.host, config: Config(parsing: "{}", of: "test")).parse(text)
    }

    @Test("values of every type that an option takes")
    func values() throws {
        let value = try parse(
            """
            # a comment
            users: 1000
            spawn-rate: 2.5e0
            host: http://127.0.0.1:8000
            headless: true
            tags: [a, "1"]
            run:
              run-time: 5m
              threshold:
                - http_req_failed rate<0.01
            """)
        let expected: JSONValue = [
            "users": 1000, "spawn-rate": 2.5, "host": "http://127.0.0.1:8000", "headless": true, "tags": ["a", "1"],
            "run": ["run-time": "5m", "threshold": ["http_req_failed rate<0.01"]],
        ]
        #expect(value == expected)
    }

    @Test("scalars follow the core schema of YAML 1.2")
    func scalars() throws {
        let value = try parse("[yes, 12:30, ~, null, .inf, 0x10, 1e3, -7, '7', e, -, 0.5]")
        let expected: JSONValue = ["yes", "12:30", nil, nil, ".inf", "0x10", 1000.0, -7, "7", "e", "-", 0.5]
        #expect(value == expected)
    }

    @Test("an empty file sets nothing")
    func empty() throws {
        #expect(try parse("") == [:])
        #expect(try parse("# nothing\n") == [:])
    }

    @Test(
        "an error names line and column",
        arguments: ["users: 10\nhost: [\n", "users: 10\nusers: 20\n", "a: 1\n? [x]\n: 2\n", "a: *nothing\n"])
    func errors(text: String) throws {
        let error = try #require(throws: AssayError.self) { try parse(text) }
        #expect(error.message.contains("line "), "\(error)")
        #expect(error.message.contains("column "), "\(error)")
    }

    /// A list of ten values, and above it `levels` lists of `width` aliases of the one below.
    private func aliases(levels: Int, width: Int) -> String {
        (1...levels).reduce("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n") { text, level in
            text + "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: width).joined(separator: ", ")
                + "]\n"
        }
    }

    @Test("aliases that stand for too many values are an error")
    func manyValues() throws {
        let error = try #require(throws: AssayError.self) { try parse(aliases(levels: 10, width: 3)) }
        #expect(error.message.contains("100000 values"), "\(error)")
    }

    @Test("aliases that stand for billions of values are an error, as keys too", arguments: ["", "k: {? *a9 : 1}\n"])
    func billions(key: String) throws {
        let error = try #require(throws: AssayError.self) { try parse(aliases(levels: 9, width: 10) + key) }
        #expect(error.message == "line 5: more than 32 aliases")
    }

    @Test("an asterisk within a text is no alias")
    func asterisks() throws {
        let text = "a: " + Array(repeating: "2*3", count: 100).joined(separator: " * ")
        #expect(try parse(text)["a"] != nil)
    }

    @Test("nesting without end is an error and no crash")
    func nesting() {
        #expect(throws: AssayError.self) { try parse(String(repeating: "[", count: 100_000)) }
    }
}
