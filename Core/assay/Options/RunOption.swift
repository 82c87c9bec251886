// Assay: one option of `assay run`, as the layers of settings see it.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON

/// An option under its long name, which is also its key in a settings file and, in capitals behind `ASSAY_`, its
/// environment variable.
struct RunOption {
    /// How the value is written outside the command line.
    enum Form {
        /// True or false.
        case flag
        /// One text or number.
        case value
        /// A component: a text, or a table with `id` and `config`.
        case component
        /// A list; in one text, spaces separate its members.
        case words
        /// A list whose members may hold spaces; in one text, new lines separate them.
        case lines
    }

    /// The long name without its dashes.
    let name: String
    /// How it is written.
    let form: Form
    /// Takes the option over from a weaker layer unless the stronger one sets it.
    let merge: (_ into: inout RunOptions, _ weaker: RunOptions) -> Void

    /// The option's value, nil when it is not set.
    let json: (RunOptions) -> JSONValue?

    private init<Value: SettingValue>(_ name: String, _ form: Form, _ path: WritableKeyPath<RunOptions, Value?>) {
        self.name = name
        self.form = form
        merge = { if $0[keyPath: path] == nil { $0[keyPath: path] = $1[keyPath: path] } }
        json = { $0[keyPath: path]?.json }
    }

    private init<Value: SettingValue>(_ name: String, _ form: Form, list path: WritableKeyPath<RunOptions, [Value]>) {
        self.name = name
        self.form = form
        merge = { if $0[keyPath: path].isEmpty { $0[keyPath: path] = $1[keyPath: path] } }
        json = { $0[keyPath: path].isEmpty ? nil : .array($0[keyPath: path].map(\.json)) }
    }
}

extension RunOption {
    /// Every option that the environment or, but for `config`, a settings file may set. The rest asks for something
    /// other than a run.
    static var all: [RunOption] {
        [
            RunOption("targets", .lines, list: \.targets),
            RunOption("users", .value, \.load.users),
            RunOption("spawn-rate", .value, \.load.spawnRate),
            RunOption("run-time", .value, \.load.runTime),
            RunOption("host", .value, \.load.host),
            RunOption("stop-timeout", .value, \.load.stopTimeout),
            RunOption("arrival-rate", .value, \.load.arrivalRate),
            RunOption("max-users", .value, \.load.maxUsers),
            RunOption("shape", .component, \.load.shape),
            RunOption("loops", .value, \.load.loops),
            RunOption("seed", .value, \.load.seed),
            RunOption("user-classes", .words, list: \.scenario.userClasses),
            RunOption("tags", .words, list: \.scenario.tags),
            RunOption("exclude-tags", .words, list: \.scenario.excludeTags),
            RunOption("equal-weights", .flag, \.scenario.equalWeights),
            RunOption("config-users", .lines, list: \.scenario.configUsers),
            RunOption("client", .component, \.scenario.client),
            RunOption("csv", .value, \.report.csv),
            RunOption("csv-full-history", .flag, \.report.csvFullHistory),
            RunOption("html", .value, \.report.html),
            RunOption("json", .flag, \.report.json),
            RunOption("json-file", .value, \.report.jsonFile),
            RunOption("json-format", .value, \.report.jsonFormat),
            RunOption("print-stats", .flag, \.report.printStats),
            RunOption("only-summary", .flag, \.report.onlySummary),
            RunOption("reset-stats", .flag, \.report.resetStats),
            RunOption("prometheus", .value, \.report.prometheus),
            RunOption("event-log", .value, \.report.eventLog),
            RunOption("exporter", .lines, list: \.report.exporter),
            RunOption("max-names", .value, \.report.maxNames),
            RunOption("profile", .value, \.report.profile),
            RunOption("threshold", .lines, list: \.verdict.threshold),
            RunOption("abort-on-fail", .value, \.verdict.abortOnFail),
            RunOption("exit-code-on-error", .value, \.verdict.exitCodeOnError),
            RunOption("max-dispatch-delay", .value, \.verdict.maxDispatchDelay),
            RunOption("max-loop-lag", .value, \.verdict.maxLoopLag),
            RunOption("config", .value, \.process.config),
            RunOption("headless", .flag, \.process.headless),
            RunOption("plugin-path", .lines, list: \.process.pluginPath),
            RunOption("loglevel", .value, \.process.logLevel),
            RunOption("logfile", .value, \.process.logFile),
        ]
    }
}
