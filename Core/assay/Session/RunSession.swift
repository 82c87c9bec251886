// Assay: one run, from the runner component to the exit code.
// SPDX-License-Identifier: Apache-2.0
import AssayCore
import CAssay
import Glibc

/// Carries out one run on the main loop.
final class RunSession {
    private let host: RunHost
    private let config: RunConfig
    private let runner: RunHost.Component
    private let table: UnsafePointer<assay_runner_t>
    /// The runner's exit code, once the run has ended.
    private var exitCode: Int32?
    /// The first signal that asked for the end.
    private var signal: ExitCode?
    private var stopCount = 0

    /// Makes the runner; nothing runs yet.
    init(_ host: RunHost, _ config: RunConfig) throws(CommandError) {
        self.host = host
        self.config = config
        runner = try host.make("assay.runner.local", config: config.json)
        table = try host.table(of: runner, ASSAY_KIND_RUNNER, as: assay_runner_t.self)
    }

    /// Runs, or prints what was asked for instead, and returns the exit code.
    func run() throws(CommandError) -> Int32 {
        try host.start(runner)
        defer { runner.stop() }
        if let report = config.options.listing.report {
            try print(report)
            return ExitCode.ok.rawValue
        }
        noteHeadless()
        ProcessLimits.prepare()
        if let warning = ProcessLimits.shortage(forUsers: config.mostUsers) { host.log(.ASSAY_LOG_WARNING, warning) }
        host.openTail()
        let signals = try SignalPipe([SIGINT, SIGTERM, SIGCONT])
        let watch = try host.watch(signals.descriptor) { [unowned self] in signals.take().forEach(handle) }
        defer { watch.cancel() }
        let keys = try TerminalKeys(host) { [unowned self] in changeUsers(by: $0) }
        defer { keys?.end() }
        return ExitCode.after(try runToEnd(), signal: signal)
    }

    /// Frees the runner; the last call.
    func end() {
        runner.destroy()
    }

    private func runToEnd() throws(CommandError) -> Int32 {
        let data = Unmanaged.passUnretained(self).toOpaque()
        try CommandError.check { error in
            table.pointee.run?(
                runner.pointer,
                { data, code in
                    // The session waits for this call in `run`, so it is alive.
                    guard let data else { return }
                    Unmanaged<RunSession>.fromOpaque(data).takeUnretainedValue().exitCode = code
                }, data, error) ?? .ASSAY_STATUS_UNIMPLEMENTED
        }
        host.turn { exitCode != nil }
        return exitCode ?? ExitCode.usage.rawValue
    }

    /// Prints one of the texts that the runner has about what would run.
    private func print(_ report: assay_run_report_t) throws(CommandError) {
        try CommandError.check { error in
            table.pointee.report?(
                runner.pointer, report,
                { _, text in
                    let bytes = UnsafeRawBufferPointer(start: text.data, count: text.length)
                    Output.standard.write(String(decoding: bytes, as: UTF8.self))
                }, nil, error) ?? .ASSAY_STATUS_UNIMPLEMENTED
        }
    }

    private func noteHeadless() {
        guard config.options.process.headless != true else { return }
        host.log(.ASSAY_LOG_INFO, "there is no web page yet: the run is headless; --headless hides this line")
    }

    /// The first Ctrl-C or SIGTERM ends the run with every report, the second cuts it off, the third ends the process.
    private func handle(_ number: Int32) {
        guard number != SIGCONT else { return RawTerminal.apply() }
        stopCount += 1
        let name = number == SIGINT ? "Ctrl-C" : "SIGTERM"
        if stopCount == 1 {
            signal = number == SIGINT ? .interrupted : .terminated
            host.log(.ASSAY_LOG_INFO, "\(name): ending the run; once more cuts off what still runs")
        } else {
            SignalPipe.release(SIGINT)
            SignalPipe.release(SIGTERM)
            host.log(.ASSAY_LOG_WARNING, "\(name) again: cutting off what still runs")
        }
        table.pointee.stop_run?(runner.pointer, number == SIGINT ? "interrupted" : "terminated")
    }

    private func changeUsers(by difference: Int32) {
        do throws(CommandError) {
            try CommandError.check {
                table.pointee.add_users?(runner.pointer, difference, $0) ?? .ASSAY_STATUS_UNIMPLEMENTED
            }
        } catch {
            host.log(.ASSAY_LOG_WARNING, error.description)
        }
    }
}
