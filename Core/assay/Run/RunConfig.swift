// Assay: the run that the options ask for, checked, as the runner's config.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON

/// One run, ready to be given to a runner component.
struct RunConfig {
    /// The options, of all layers.
    let options: RunOptions
    /// The scenarios, with the config of each.
    let scenarios: [ComponentReference]
    /// Attributes for user classes, from `--config-users`.
    let userAttributes: [JSONValue]

    /// Checks what the options say together.
    init(_ options: RunOptions, scenarios: [ComponentReference]) throws(CommandError) {
        self.options = options
        self.scenarios = scenarios
        try Self.checkLoad(options.load)
        try Self.checkModel(options.load)
        try Self.checkReports(options)
        userAttributes = try UserAttributes.read(options.scenario.configUsers)
    }

    /// The config as `assay.runner.local` and its like take it.
    var json: JSONValue {
        let load = options.load
        var config: JSONObject = [
            "scenarios": .array(scenarios.map(\.json)),
            "targets": .string(options.targets.joined(separator: ", ")),
            "host": load.host?.json ?? .null,
            "users": .integer(Int64(load.users ?? 1)),
            "spawn_rate": .number(load.spawnRate ?? 1),
            "run_time": load.runTime?.json ?? .null,
            "stop_timeout": .number(load.stopTimeout?.seconds ?? 0),
            "shape": shape?.json ?? .null,
            "seed": load.seed?.json ?? .null,
        ]
        addScenario(to: &config)
        config["collector"] = collector.json
        config["exporters"] = .array(exporters.map(\.json))
        config["thresholds"] = .array(thresholds)
        config["exit_code_on_error"] = .integer(Int64(options.verdict.exitCodeOnError ?? 1))
        config["reset_stats"] = .bool(options.report.resetStats ?? false)
        config["health"] = health
        config["options"] = .object(effectiveOptions)
        return .object(config)
    }

    /// The most users at work at the same time; of a shape that is named nothing is known.
    var mostUsers: Int {
        options.load.arrivalRate != nil ? options.load.maxUsers ?? 1000 : options.load.users ?? 1
    }

    private func addScenario(to config: inout JSONObject) {
        let scenario = options.scenario
        config["user_classes"] = scenario.userClasses.isEmpty ? .null : .array(scenario.userClasses.map(\.json))
        config["tags"] = .array(scenario.tags.map(\.json))
        config["exclude_tags"] = .array(scenario.excludeTags.map(\.json))
        config["equal_weights"] = .bool(scenario.equalWeights ?? false)
        config["config_users"] = .array(userAttributes)
        config["client"] = scenario.client.map { .string($0.id) } ?? .null
        config["client_config"] = scenario.client?.config ?? [:]
    }

    /// The shape that is named, or the one that makes arrivals, or none.
    private var shape: ComponentReference? {
        guard let rate = options.load.arrivalRate else { return options.load.shape }
        let config = rate.config(maxUsers: mostUsers, seed: options.load.seed)
        return ComponentReference(id: "assay.shape.arrival_rate", config: config)
    }

    /// A threshold ends the run when it says so itself, or when `--abort-on-fail` says so for all.
    private var thresholds: [JSONValue] {
        options.verdict.threshold.map { threshold in
            let delay = threshold.abort ?? options.verdict.abortOnFail
            return [
                "expression": .string(threshold.expression), "abort": .bool(delay != nil),
                "delay": .number(delay?.seconds ?? 0),
            ]
        }
    }

    /// Only what is set: the runner knows the limits that hold otherwise.
    private var health: JSONValue {
        var limits = JSONObject()
        if let delay = options.verdict.maxDispatchDelay {
            limits["max_dispatch_delay_ms"] = .number(delay.seconds * 1000)
        }
        if let lag = options.verdict.maxLoopLag { limits["max_loop_lag_ms"] = .number(lag.seconds * 1000) }
        return .object(limits)
    }

    /// What was set, and the defaults of what is always used, under the long names with '_' for '-'.
    private var effectiveOptions: JSONObject {
        var effective = JSONObject()
        for option in RunOption.all {
            guard let value = option.json(options) else { continue }
            effective[String(option.name.map { $0 == "-" ? "_" : $0 })] = value
        }
        if options.load.shape == nil, options.load.arrivalRate == nil {
            effective["users"] = .integer(Int64(options.load.users ?? 1))
            effective["spawn_rate"] = .number(options.load.spawnRate ?? 1)
        }
        return effective
    }
}
