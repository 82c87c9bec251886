// Assay: how the process says what came of its work.
// SPDX-License-Identifier: Apache-2.0

/// The exit codes of `assay`.
enum ExitCode: Int32, CaseIterable {
    /// All went well.
    case ok = 0
    /// Requests failed or tasks threw; `--exit-code-on-error` changes the number.
    case failuresSeen = 1
    /// The command line or a settings file is wrong, or a part of the run broke: a listener, an exporter.
    case usage = 2
    /// A gate decided against what was tested.
    case gateFailed = 3
    /// The evidence is too thin for a gate to decide.
    case inconclusive = 4
    /// The generator could not keep its schedule: the figures say nothing about the server.
    case invalid = 5
    /// Workers were lost, and the run was told to end then.
    case workersLost = 6
    /// A threshold failed.
    case thresholdFailed = 99
    /// Ended by Ctrl-C, with every report written.
    case interrupted = 130
    /// Ended by SIGTERM, with every report written.
    case terminated = 143

    /// Which code wins when several apply, strongest first. Those of signals are not here: see ``after(_:signal:)``.
    static let precedence: [ExitCode] = [
        .usage, .invalid, .workersLost, .inconclusive, .gateFailed, .thresholdFailed, .failuresSeen, .ok,
    ]

    /// The code of a run that ended with `code`, after the signal `signal` if there was one. The signal's code tells a
    /// script why the run was short; only a broken run is the worse news.
    static func after(_ code: Int32, signal: ExitCode?) -> Int32 {
        guard let signal, code != ExitCode.usage.rawValue else { return code }
        return signal.rawValue
    }
}
