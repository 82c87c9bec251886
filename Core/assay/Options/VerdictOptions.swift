// Assay: what makes a run a failed one.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// Options that decide the exit code.
struct VerdictOptions: ParsableArguments {
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "What must hold: 'http_req_duration{name:/pay} p(95)<250', 'http_req_failed rate<0.01'; may be repeated.",
            valueName: "expression"))
    var threshold: [String] = []

    @Option(
        help: ArgumentHelp(
            "End the run as soon as a threshold does not hold, but not before this time.", valueName: "delay"),
        transform: TimeSpan.init(parsing:))
    var abortOnFail: TimeSpan?

    @Option(help: ArgumentHelp("The exit code when requests failed or tasks threw (default: 1).", valueName: "code"))
    var exitCodeOnError: Int?

    @Option(
        help: ArgumentHelp("Dispatch delay p99 beyond which the run is invalid (default: 50ms).", valueName: "time"),
        transform: TimeSpan.init(parsing:))
    var maxDispatchDelay: TimeSpan?

    @Option(
        help: ArgumentHelp("Turn of a loop beyond which the run is invalid (default: 1s).", valueName: "time"),
        transform: TimeSpan.init(parsing:))
    var maxLoopLag: TimeSpan?
}
