// Assay: a server, from its first component to the exit code.
// SPDX-License-Identifier: Apache-2.0
import AssayCore
import CAssay
import Glibc

/// Starts the parts of a server, serves until a signal comes, and ends them in reverse order.
final class ServerSession {
    /// How long requests in flight may still take after the signal.
    private static let drainSeconds = 30

    private let host: RunHost
    private let settings: ServerSettings
    private var running: [(name: String, component: RunHost.Component)] = []
    private var signal: ExitCode?
    private var stopCount = 0
    private var isDrained = false

    init(_ host: RunHost, _ settings: ServerSettings) {
        self.host = host
        self.settings = settings
    }

    /// Serves, and returns the exit code.
    func run() throws(CommandError) -> Int32 {
        ProcessLimits.prepare()
        host.openTail()
        let signals = try SignalPipe([SIGINT, SIGTERM])
        let watch = try host.watch(signals.descriptor) { [unowned self] in signals.take().forEach(handle) }
        defer { watch.cancel() }
        defer { end() }
        try settings.backend.makeFolder()
        let hasArtifacts = host.ids(ofKind: ASSAY_KIND_ARTIFACT_STORE).contains(ServerPart.artifactStore)
        for part in settings.parts(hasArtifacts: hasArtifacts) {
            running.append((part.name, try host.startPart(part)))
        }
        guard let server = running.last?.component else { return ExitCode.usage.rawValue }
        let table = try host.table(of: server, ASSAY_KIND_SERVER, as: assay_server_t.self)
        if let address = table.pointee.get_address(server.pointer) { announce(String(cString: address)) }
        host.turn { signal != nil }
        drain(server, table)
        host.turn { isDrained || stopCount > 1 }
        return ExitCode.after(ExitCode.ok.rawValue, signal: signal)
    }

    private func announce(_ address: String) {
        Output.standard.write(
            "assay server listens on \(address)\(settings.prefix); data in \(settings.backend.shown)\n")
    }

    /// The first signal lets what is in flight be answered, the second cuts it off, the third ends the process.
    private func handle(_ number: Int32) {
        stopCount += 1
        if stopCount == 1 {
            signal = number == SIGINT ? .interrupted : .terminated
            host.log(.ASSAY_LOG_INFO, "stopping: requests in flight have \(Self.drainSeconds) s")
        } else {
            SignalPipe.release(SIGINT)
            SignalPipe.release(SIGTERM)
            host.log(.ASSAY_LOG_WARNING, "stopping at once: requests in flight are cut off")
        }
    }

    private func drain(_ server: RunHost.Component, _ table: UnsafePointer<assay_server_t>) {
        let data = Unmanaged.passUnretained(self).toOpaque()
        table.pointee.drain(
            server.pointer, assay_duration_t(Self.drainSeconds) * 1_000_000_000,
            { data in
                // The session is alive: after a drain that was cut off, `stop` prevents this call.
                guard let data else { return }
                Unmanaged<ServerSession>.fromOpaque(data).takeUnretainedValue().isDrained = true
            }, data)
    }

    /// Ends the parts, last first.
    private func end() {
        host.endParts(running)
        running = []
    }
}
