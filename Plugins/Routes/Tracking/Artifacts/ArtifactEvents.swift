// Assay: tells that an artifact was stored.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import Glibc

/// The run that an artifact belongs to.
struct RunPlace: Sendable {
    let experimentID: String
    let runID: String

    /// Reads the beginning of a key, "<experiment>/<run>/artifacts/…"; nil for one that is not a run's.
    init?(_ key: ArtifactKey) {
        let parts = key.segments
        guard parts.count > 3, parts[2] == "artifacts" else { return nil }
        experimentID = String(parts[0])
        runID = String(parts[1])
    }

    init(experimentID: String, runID: String) {
        self.experimentID = experimentID
        self.runID = runID
    }
}

/// Fires `log_artifact`, which the tracking store declares.
struct ArtifactEvents: @unchecked Sendable {
    // @unchecked: the table lives as long as the host and is never written; its functions may be called on any thread.
    private let host: UnsafePointer<assay_host_t>
    private let hooks: UnsafePointer<assay_hooks_t>

    init(_ host: Host) throws {
        self.host = host.pointer
        hooks = try host.requiredTable(ASSAY_EXT_HOOKS, as: assay_hooks_t.self)
    }

    func emit(_ operation: String, _ path: String, _ exchange: Exchange, run: RunPlace?) {
        var hook = ASSAY_HOOK_NONE
        guard hooks.pointee.resolve(host, ASSAY_HOOK_LOG_ARTIFACT, &hook) == .ASSAY_STATUS_OK,
            hooks.pointee.is_observed(host, hook)
        else { return }
        let texts = [
            operation, exchange.workspace.isEmpty ? "default" : exchange.workspace, exchange.principal,
            run?.experimentID, run?.runID, path,
        ]
        var bytes: [CChar] = []
        let places = texts.map { text -> (start: Int, length: UInt32)? in
            guard let text else { return nil }
            defer { bytes += text.utf8CString }
            return (bytes.count, UInt32(clamping: text.utf8.count))
        }
        bytes.withUnsafeBufferPointer { all in
            func text(_ index: Int) -> UnsafePointer<CChar>? {
                places[index].flatMap { place in all.baseAddress.map { $0 + place.start } }
            }
            func length(_ index: Int) -> UInt32 { places[index]?.length ?? 0 }
            var event = assay_tracking_event_t()
            event.event.struct_size = UInt32(MemoryLayout<assay_tracking_event_t>.size)
            event.event.hook = hook
            event.event.time = Self.now()
            event.count = 1
            (event.operation, event.operation_length) = (text(0), length(0))
            (event.workspace, event.workspace_length) = (text(1), length(1))
            (event.principal, event.principal_length) = (text(2), length(2))
            (event.experiment_id, event.experiment_id_length) = (text(3), length(3))
            (event.run_id, event.run_id_length) = (text(4), length(4))
            (event.key, event.key_length) = (text(5), length(5))
            withUnsafeMutablePointer(to: &event) { event in
                UnsafeMutableRawPointer(event).withMemoryRebound(to: assay_event_t.self, capacity: 1) {
                    hooks.pointee.emit(host, hook, $0)
                }
            }
        }
    }

    private static func now() -> assay_time_t {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return assay_time_t(now.tv_sec) &* 1_000_000_000 &+ assay_time_t(now.tv_nsec)
    }
}
