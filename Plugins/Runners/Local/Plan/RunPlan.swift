// Assay: what a run is to do: the runner's config, read and checked.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayKit
internal import CAssay

/// What a run is to do.
struct RunPlan {
    /// A component to make, by id, with its config as JSON text.
    struct Part {
        let id: String
        let config: String
    }

    var scenarios: [Part] = []
    var host: String?
    var users = 1
    var spawnRate = 1.0
    /// Seconds; nil for until stopped.
    var runTime: Double?
    /// Seconds that users get to end their task.
    var stopTimeout = 0.0
    var userClasses: [String] = []
    var tags: [String] = []
    var excludedTags: [String] = []
    var equalWeights = false
    var overrides: [ClassOverride] = []
    var shape: Part?
    /// Replaces the client that user classes name.
    var client: String?
    /// Merged over the config that user classes give their client.
    var clientConfig = JSONObject()
    var collector = Part(id: "assay.collector.stats", config: "{}")
    var exporters: [Part] = []
    var thresholds: [Threshold] = []
    var exitCodeOnError: Int32 = 1
    var resetsStats = false
    var seed: UInt64 = 0
    var health = HealthLimits()
    /// The targets, for reports.
    var targets = ""
    /// The run's options, as JSON text.
    var options = "{}"
}

/// What --config-users changes of a user class.
struct ClassOverride {
    let name: String
    let host: String?
    let weight: Double?
    let fixedCount: Int?
    /// Names of the tasks to keep; nil for all.
    let tasks: [String]?
}

/// From when on the generator itself was too slow for its figures to count.
struct HealthLimits {
    /// The 99th percentile of the delay between a due start and the start.
    var dispatchDelay: Double = 50
    /// The longest turn of a loop, in milliseconds.
    var loopLag: Double = 1000
}
