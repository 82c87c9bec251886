// Assay: what makes a run a failed one.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// Options that decide the exit code.
struct VerdictOptions: ParsableArguments {
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            """
            What must hold: 'http_req_duration{name:/pay} p(95)<250', 'http_req_failed rate<0.01'; with 'abort' or \
            'abort after 30s' behind it the run ends when it does not hold. May be repeated.
            """, valueName: "expression"),
        transform: ThresholdOption.init(parsing:))
    var threshold: [ThresholdOption] = []

    @Option(
        help: ArgumentHelp(
            "Put 'abort after' this time behind every threshold that does not say 'abort' itself.", valueName: "delay"),
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
