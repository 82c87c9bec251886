// Assay: tests of the layers of settings.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayJSON
import Testing

@testable import assay

@Suite("settings")
struct SettingsTests {
    private func file(_ data: JSONValue, text: String = "") throws -> [Setting] {
        try FileSettings(data, path: "assay.toml", text: text).settings
    }

    private func merged(_ flags: [String], _ environment: [String: String], _ data: JSONValue) throws -> RunOptions {
        var options = try RunOptions.parse(flags)
        options = try SettingsLayers.merge(options, weaker: EnvironmentSettings(environment).settings)
        return try SettingsLayers.merge(options, weaker: file(data))
    }

    @Test("flags are stronger than variables, and variables than the file")
    func precedence() throws {
        let options = try merged(
            ["-u", "3", "--no-equal-weights"],
            ["ASSAY_USERS": "4", "ASSAY_SPAWN_RATE": "5", "ASSAY_EQUAL_WEIGHTS": "true"],
            ["users": 6, "spawn-rate": 7, "host": "http://file", "equal-weights": true])
        #expect(options.load.users == 3)
        #expect(options.load.spawnRate == 5)
        #expect(options.load.host == "http://file")
        #expect(options.scenario.equalWeights == false)
    }

    @Test("a list of a stronger layer replaces the weaker one's, it does not grow it")
    func lists() throws {
        let data: JSONValue = ["tags": ["x", "y"], "exclude-tags": "p q", "targets": ["hello"]]
        let options = try merged(["shop", "-T", "a", "b"], ["ASSAY_THRESHOLD": "one rate<1\ntwo rate<2"], data)
        #expect(options.targets == ["shop"])
        #expect(options.scenario.tags == ["a", "b"])
        #expect(options.scenario.excludeTags == ["p", "q"])
        #expect(options.verdict.threshold.map(\.text) == ["one rate<1", "two rate<2"])
        #expect(try merged([], [:], data).targets == ["hello"])
    }

    @Test("every option can be set in a file, and is what it would be as a flag")
    func everyOption() throws {
        let values: [String: JSONValue] = [
            "loglevel": "warning", "seed": 7, "loops": 2, "max-names": 5, "max-users": 9, "exit-code-on-error": 3,
            "arrival-rate": "5/s", "abort-on-fail": "10s", "users": 3, "spawn-rate": 1.5, "run-time": 20,
            "stop-timeout": "1m", "max-dispatch-delay": "5ms", "max-loop-lag": "1s", "json-format": "locust",
            "shape": ["id": "x", "config": ["a": 1]],
            "client": ["id": "y"], "exporter": [["id": "z", "config": [:]], "w"],
        ]
        for option in RunOption.all where option.name != "config" {
            let form: JSONValue
            switch option.form {
            case .flag: form = true
            case .words, .lines: form = ["one", "two"]
            case .value, .component: form = "text"
            }
            let setting = try file([option.name: values[option.name] ?? form])
            let options = try SettingsLayers.merge(RunOptions.parse([]), weaker: setting)
            #expect(option.json(options) != nil, "\(option.name)")
        }
    }

    @Test("keys may stand in a table 'run'")
    func runTable() throws {
        #expect(try merged([], [:], ["run": ["users": 8]]).load.users == 8)
        let error = try #require(throws: CommandError.self) { try file(["users": 1, "run": ["users": 8]]) }
        #expect(error.description.contains("set twice"))
    }

    @Test(
        "a wrong setting is an error with its place",
        arguments: [
            ("userz = 1", ["userz": 1], "assay.toml:1: userz: no such option: did you mean 'users'?"),
            ("# x\nusers = 'x'", ["users": "x"], "assay.toml:2: users: "),
            ("config = 'x'", ["config": "x"], "assay.toml:1: config: a settings file cannot name another"),
            ("master = true", ["master": true], "assay.toml:1: master: distributed runs are not there yet"),
            ("users = []", ["users": []], "assay.toml:1: users: a text, a number"),
            ("headless = 7", ["headless": 7], "assay.toml:1: headless: true or false is wanted"),
            ("[run]\n  users = 1.5", ["run": ["users": 1.5]], "assay.toml:2: users: "),
        ] as [(String, JSONValue, String)])
    func wrong(text: String, data: JSONValue, expected: String) throws {
        let error = try #require(throws: CommandError.self) {
            try SettingsLayers.merge(RunOptions.parse([]), weaker: file(data, text: text))
        }
        #expect(error.description.hasPrefix(expected), "\(error)")
    }

    @Test("variables: the wrong value, the later option, the misspelled name")
    func variables() throws {
        let wrong = try #require(throws: CommandError.self) { try merged([], ["ASSAY_USERS": "many"], [:]) }
        #expect(wrong.description.hasPrefix("ASSAY_USERS: "))
        let later = try #require(throws: CommandError.self) { try merged([], ["ASSAY_WORKER": "1"], [:]) }
        #expect(later.description.contains("not there yet"))
        let read = try EnvironmentSettings(["ASSAY_USER": "1", "ASSAY_PLUGIN_PATH": "/x", "PATH": "/bin"])
        #expect(read.settings.isEmpty)
        #expect(read.warnings == ["environment variable 'ASSAY_USER' sets nothing: did you mean 'ASSAY_USERS'?"])
    }
}
