// Assay: how much load a run makes, and for how long.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// Options of the load; the names are Locust's where Locust has one.
struct LoadOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "How many users there are at the peak (default: 1).")
    var users: Int?

    @Option(name: [.customShort("r"), .long], help: "Users that start per second (default: 1).")
    var spawnRate: Double?

    @Option(
        name: [.customShort("t"), .long],
        help: "When to end, such as 20, 90s, 3m, 1h20m (default: when Ctrl-C is pressed or a shape has finished).",
        transform: TimeSpan.init(parsing:))
    var runTime: TimeSpan?

    @Option(
        name: [.customShort("H"), .long], help: "The base URL of the server to load, such as http://127.0.0.1:8000.")
    var host: String?

    @Option(
        name: [.customShort("s"), .long],
        help: "How long running tasks may take to finish at the end (default: 0, which cuts them off).",
        transform: TimeSpan.init(parsing:))
    var stopTimeout: TimeSpan?

    @Option(
        help: """
            Open model: iterations that start per second, whether or not earlier ones have ended: 100, 100/s, 6000/m, \
            100 for 5m, 10..200 in 60s, several stages with commas between; 'poisson:' before it makes the gaps random.
            """,
        transform: ArrivalRate.init(parsing:))
    var arrivalRate: ArrivalRate?

    @Option(
        help: "Open model: the most iterations at work at the same time; those beyond it are dropped (default: 1000).")
    var maxUsers: Int?

    @Option(
        help: ArgumentHelp("A load shape, and its config as JSON: assay.shape.stages={…}.", valueName: "id[=json]"),
        transform: ComponentReference.init(parsing:))
    var shape: ComponentReference?

    @Option(help: "How many threads make load (default: one a core).")
    var loops: Int?

    @Option(help: "Where random choices start, to repeat a run.")
    var seed: UInt32?
}
