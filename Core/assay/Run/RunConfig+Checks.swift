// Assay: options that are out of range, or that contradict each other.
// SPDX-License-Identifier: Apache-2.0

extension RunConfig {
    /// Numbers of the load that make no sense.
    static func checkLoad(_ load: LoadOptions) throws(CommandError) {
        if let users = load.users, users < 1 || users > 10_000_000 {
            throw CommandError("--users \(users): a number from 1 to 10000000 is wanted")
        }
        if let rate = load.spawnRate, !(rate > 0 && rate.isFinite) {
            throw CommandError("--spawn-rate \(rate): a number above 0 is wanted")
        }
        if let limit = load.maxUsers, limit < 1 || limit > 10_000_000 {
            throw CommandError("--max-users \(limit): a number from 1 to 10000000 is wanted")
        }
        if let loops = load.loops, loops < 1 || loops > 1024 {
            throw CommandError("--loops \(loops): a number from 1 to 1024 is wanted")
        }
        if let time = load.runTime, time.seconds <= 0 {
            throw CommandError("--run-time: a time above 0 is wanted")
        }
    }

    /// The closed model has users, the open one arrivals, and a shape decides by itself.
    static func checkModel(_ load: LoadOptions) throws(CommandError) {
        if load.arrivalRate != nil, load.shape != nil {
            throw CommandError("--arrival-rate and --shape: give one of them")
        }
        if load.arrivalRate == nil, load.maxUsers != nil {
            throw CommandError("--max-users bounds the open model: give --arrival-rate too, or use --users")
        }
        guard load.arrivalRate != nil || load.shape != nil else { return }
        let decider = load.shape != nil ? "--shape" : "--arrival-rate"
        let instead = load.shape != nil ? "" : ", use --max-users"
        if load.users != nil { throw CommandError("--users has no effect with \(decider)\(instead)") }
        if load.spawnRate != nil { throw CommandError("--spawn-rate has no effect with \(decider)") }
    }

    /// Reports and the verdict.
    static func checkReports(_ options: RunOptions) throws(CommandError) {
        if options.report.csvFullHistory == true, options.report.csv == nil {
            throw CommandError("--csv-full-history needs --csv PREFIX")
        }
        if options.report.jsonFormat != nil, options.report.json != true, options.report.jsonFile == nil {
            throw CommandError("--json-format needs --json or --json-file NAME")
        }
        if options.report.resetStats == true, options.load.arrivalRate != nil {
            throw CommandError("--reset-stats has no effect with --arrival-rate: there is no end of a ramp")
        }
        if let names = options.report.maxNames, names < 1 || names > 1_000_000 {
            throw CommandError("--max-names \(names): a number from 1 to 1000000 is wanted")
        }
        if options.verdict.abortOnFail != nil, options.verdict.threshold.isEmpty {
            throw CommandError("--abort-on-fail needs a --threshold")
        }
        if let code = options.verdict.exitCodeOnError, !(0...255).contains(code) {
            throw CommandError("--exit-code-on-error \(code): a number from 0 to 255 is wanted")
        }
        for (name, limit) in [
            ("max-dispatch-delay", options.verdict.maxDispatchDelay), ("max-loop-lag", options.verdict.maxLoopLag),
        ] where limit.map({ $0.seconds <= 0 }) ?? false {
            throw CommandError("--\(name): a time above 0 is wanted")
        }
        if options.process.headless == false {
            throw CommandError("--no-headless: the web page is not there yet, a run is headless")
        }
    }
}
