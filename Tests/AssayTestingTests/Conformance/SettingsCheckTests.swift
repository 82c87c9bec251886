// Assay: proves the check of settings formats with sound and broken ones.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit
import AssayTesting
import CAssay
import Testing

/// A format that is JSON itself. `Flaw` says what is wrong with it.
private class JSONSettings: SettingsComponent {
    class var descriptor: ComponentDescriptor {
        ComponentDescriptor(id: "test.settings", kind: ASSAY_KIND_SETTINGS, name: "JSON", description: "JSON.")
    }
    class var fileExtensions: [String] { ["json"] }

    required init(host: Host, config: Config) throws { try config.rejectUnknownKeys() }

    func parse(_ text: String) throws -> JSONValue {
        do { return try JSONValue(parsing: text) } catch {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "line 1: \(error)")
        }
    }
}

private final class Wordless: JSONSettings {
    override func parse(_ text: String) throws -> JSONValue {
        do { return try JSONValue(parsing: text) } catch { throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "") }
    }
}

private final class Nameless: JSONSettings {
    override class var fileExtensions: [String] { [] }
}

private final class Wrong: JSONSettings {
    override func parse(_ text: String) throws -> JSONValue { ["a": 2] }
}

private final class Careless: JSONSettings {
    required init(host: Host, config: Config) throws {
        try super.init(host: host, config: Config(parsing: "{}", of: "x"))
    }
}

private final class Mislabelled: JSONSettings {
    override class var descriptor: ComponentDescriptor {
        ComponentDescriptor(
            id: "test.settings", kind: ASSAY_KIND_SHAPE, name: "JSON", description: "JSON.", configSchema: "[]")
    }
}

@Suite struct SettingsCheckTests {
    private func problems(_ type: any Component.Type) -> String {
        let host = TestHost()
        host.register(type)
        return checkSettings(host, "test.settings", sample: #"{"a":1}"#, expected: #"{"a": 1}"#)
            .joined(separator: "\n")
    }

    @Test func aSoundFormatPasses() {
        #expect(problems(JSONSettings.self) == "")
    }

    @Test(arguments: [
        (Wordless.self as any Component.Type, "refused without a message"),
        (Nameless.self, "get_extensions gives none"),
        (Wrong.self, "the sample is read as"), (Careless.self, "a config with an unknown key is accepted"),
        (Mislabelled.self, "the descriptor's kind"), (Mislabelled.self, "the config schema is no JSON object"),
    ])
    func aBrokenFormatIsFound(_ type: any Component.Type, _ words: String) {
        #expect(problems(type).contains(words), "\(problems(type))")
    }

    @Test func anUnknownComponentIsNamed() {
        let found = checkSettings(TestHost(), "test.none", sample: "", expected: "{}")
        #expect(found.contains { $0.contains("'test.none'") })
    }
}
