// Assay: tests of the config that a run's options become.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayJSON
import Testing

@testable import assay

@Suite("the config of a run")
struct RunConfigTests {
    private func config(_ arguments: String...) throws -> JSONValue {
        try RunConfig(
            RunOptions.parse(["hello"] + arguments), scenarios: [ComponentReference(id: "assay.scenario.hello")]
        )
        .json
    }

    @Test("Locust's options in short form")
    func short() throws {
        let config = try config(
            "-u", "10", "-r", "2", "-t", "1m", "-H", "http://h", "-s", "5", "-T", "a", "b", "-E", "c")
        #expect(config["scenarios"] == [["id": "assay.scenario.hello", "config": [:]]])
        #expect(config["users"] == 10)
        #expect(config["spawn_rate"] == 2.0)
        #expect(config["run_time"] == 60.0)
        #expect(config["host"] == "http://h")
        #expect(config["stop_timeout"] == 5.0)
        #expect(config["tags"] == ["a", "b"])
        #expect(config["exclude_tags"] == ["c"])
        #expect(config["targets"] == "hello")
        #expect(config.at("options.users") == 10)
    }

    @Test("what is not given has Locust's headless defaults")
    func defaults() throws {
        let config = try config()
        #expect(config["users"] == 1)
        #expect(config["spawn_rate"] == 1.0)
        #expect(config["run_time"] == JSONValue.null)
        #expect(config["host"] == JSONValue.null)
        #expect(config["exit_code_on_error"] == 1)
        #expect(config["shape"] == JSONValue.null)
        #expect(config.at("options.spawn_rate") == 1.0)
    }

    @Test("an arrival rate is a shape of its own, and carries the seed")
    func arrivals() throws {
        let config = try config("--arrival-rate", "poisson:50", "--max-users", "20", "--seed", "3")
        #expect(config.at("shape.id") == "assay.shape.arrival_rate")
        #expect(config.at("shape.config.max_users") == 20)
        #expect(config.at("shape.config.seed") == 3)
        #expect(config["seed"] == 3)
        #expect(config.at("options.arrival_rate") == "poisson:50")
        #expect(config.at("options.users") == nil)
    }

    @Test("reports become exporters, in order, after the terminal's")
    func exporters() throws {
        let config = try config(
            "--csv", "out/x", "--csv-full-history", "--html", "r_{u}_{r}_{t}.html", "--json-file", "f", "--exporter",
            #"a.b={"k":1}"#, "-u", "2", "-t", "2", "--only-summary")
        let ids = config["exporters"]?.arrayValue?.compactMap { $0["id"]?.stringValue }
        #expect(
            ids == [
                "assay.exporter.console", "assay.exporter.csv", "assay.exporter.html", "assay.exporter.json", "a.b",
            ])
        #expect(config.at("exporters[0].config.only_summary") == true)
        #expect(config.at("exporters[1].config.full_history") == true)
        #expect(config.at("exporters[4].config") == ["k": 1])
        // The exporter fills in the values.
        #expect(config.at("exporters[2].config") == ["file": "r_{u}_{r}_{t}.html"])
    }

    @Test("--abort-on-fail holds for every threshold")
    func thresholds() throws {
        let config = try config("--threshold", "a rate<1", "--threshold", "b rate<2", "--abort-on-fail", "10s")
        #expect(
            config["thresholds"] == [
                ["expression": "a rate<1", "abort": true, "delay": 10.0],
                ["expression": "b rate<2", "abort": true, "delay": 10.0],
            ])
    }

    @Test("a threshold may say itself that it ends the run, and when at the earliest")
    func abortingThresholds() throws {
        let config = try config(
            "--threshold", "a{name:x  abort} rate < 1", "--threshold", "b rate<2 abort", "--threshold",
            "c p(95)<3 abort after 1m30s", "--abort-on-fail", "10s")
        #expect(
            config["thresholds"] == [
                ["expression": "a{name:x  abort} rate < 1", "abort": true, "delay": 10.0],
                ["expression": "b rate<2", "abort": true, "delay": 0.0],
                ["expression": "c p(95)<3", "abort": true, "delay": 90.0],
            ])
        #expect(config.at("options.threshold[2]") == "c p(95)<3 abort after 1m30s")
    }

    @Test("what follows 'abort' is a time", arguments: ["a<1 abort after", "a<1 abort after soon", "a<1 abort in 5s"])
    func wrongAborts(text: String) {
        let error = #expect(throws: CommandError.self) { try ThresholdOption(parsing: text) }
        #expect(error?.description.contains("abort after 30s") == true)
    }

    @Test("attributes of user classes come as objects or lists of them")
    func attributes() throws {
        let config = try config(
            "--config-users", #"{"user_class_name": "A", "weight": 2}"#, #"[{"user_class_name": "B"}]"#)
        #expect(config["config_users"] == [["user_class_name": "A", "weight": 2], ["user_class_name": "B"]])
    }

    @Test(
        "options that make no sense, alone or together, are refused by name",
        arguments: [
            (["-u", "0"], "--users 0"), (["-r", "0"], "--spawn-rate 0"), (["-t", "0"], "--run-time"),
            (["--shape", "x", "--arrival-rate", "5"], "--arrival-rate and --shape"),
            (["--shape", "x", "-u", "5"], "--users has no effect with --shape"),
            (["--arrival-rate", "5", "-r", "5"], "--spawn-rate has no effect with --arrival-rate"),
            (["--max-users", "5"], "give --arrival-rate"), (["--csv-full-history"], "needs --csv"),
            (["--abort-on-fail", "5"], "needs a --threshold"), (["--exit-code-on-error", "256"], "0 to 255"),
            (["--arrival-rate", "5", "--reset-stats"], "--reset-stats has no effect with --arrival-rate"),
            (["--no-headless"], "not there yet"), (["--config-users", "{}"], "user_class_name"),
            (["--config-users", "none.json"], "none.json: no such file"), (["--loops", "0"], "--loops 0"),
            (["--max-loop-lag", "0"], "--max-loop-lag"), (["--json-format", "locust"], "needs --json"),
        ])
    func refused(arguments: [String], expected: String) throws {
        let options = try RunOptions.parse(["hello"] + arguments)
        let error = try #require(throws: CommandError.self) { try RunConfig(options, scenarios: []) }
        #expect(error.description.contains(expected), "\(error)")
    }
}
