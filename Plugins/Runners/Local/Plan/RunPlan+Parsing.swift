// Assay: reading the runner's config.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayKit
internal import CAssay

extension RunPlan {
    /// Reads and checks the config of a run.
    init(_ config: Config) throws {
        scenarios = try config.array("scenarios").map { try RunPlan.part($0, "scenarios") }
        host = try config.string("host")
        users = try config.int("users", in: 0...10_000_000, default: 1)
        spawnRate = try config.double("spawn_rate", in: 1e-6...1e9, default: 1)
        runTime = try config.double("run_time", in: 0...1e9)
        stopTimeout = try config.double("stop_timeout", in: 0...1e6, default: 0)
        userClasses = try config.strings("user_classes")
        tags = try config.strings("tags")
        excludedTags = try config.strings("exclude_tags")
        equalWeights = try config.bool("equal_weights", default: false)
        overrides = try config.array("config_users").map { try ClassOverride($0, config) }
        shape = try config.value("shape").map { try RunPlan.part($0, "shape") }
        client = try config.string("client")
        clientConfig = try config.config("client_config")?.object ?? JSONObject()
        collector = try config.value("collector").map { try RunPlan.part($0, "collector") } ?? collector
        exporters = try config.array("exporters").map { try RunPlan.part($0, "exporters") }
        thresholds = try config.array("thresholds").map { try Threshold($0) }
        exitCodeOnError = Int32(try config.int("exit_code_on_error", in: 0...255, default: 1))
        resetsStats = try config.bool("reset_stats", default: false)
        let given = try config.int("seed", in: 0...Int.max)
        seed = given.map { UInt64($0) } ?? UInt64.random(in: 0...UInt64(Int64.max))
        health = try config.config("health").map { try HealthLimits($0) } ?? HealthLimits()
        targets = try config.string("targets", default: "")
        options = try RunPlan.options(config.value("options"), seed: seed)
        try config.rejectUnknownKeys()
        guard !scenarios.isEmpty else { throw config.invalid("scenarios", "a list of at least one scenario") }
    }

    private static func part(_ value: JSONValue, _ key: String) throws -> Part {
        guard let id = value["id"]?.stringValue else {
            throw AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT, "each of '\(key)' must be an object with an id", context: key)
        }
        return Part(id: id, config: value["config"]?.text() ?? "{}")
    }

    /// The options text that scenarios get, with the seed that is used.
    private static func options(_ value: JSONValue?, seed: UInt64) throws -> String {
        guard let value, !value.isNull else { return try options([:], seed: seed) }
        guard var object = value.objectValue else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "'options' must be an object", context: value.text())
        }
        object["seed"] = .integer(Int64(bitPattern: seed))
        return JSONValue.object(object).text()
    }
}

extension ClassOverride {
    init(_ value: JSONValue, _ config: Config) throws {
        guard case .object(let object) = value else { throw config.invalid("config_users", "a list of objects") }
        let entry = Config(object, of: "config_users")
        name = try entry.requiredString("user_class_name")
        host = try entry.string("host")
        weight = try entry.double("weight", in: 0...1e9)
        fixedCount = try entry.int("fixed_count", in: 0...10_000_000)
        tasks = entry.value("tasks") == nil ? nil : try entry.strings("tasks")
        try entry.rejectUnknownKeys()
    }
}

extension HealthLimits {
    init(_ config: Config) throws {
        dispatchDelay = try config.double("max_dispatch_delay_ms", in: 0.001...1e9, default: dispatchDelay)
        loopLag = try config.double("max_loop_lag_ms", in: 0.001...1e9, default: loopLag)
        try config.rejectUnknownKeys()
    }
}
