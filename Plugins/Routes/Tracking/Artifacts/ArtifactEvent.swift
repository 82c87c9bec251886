// Assay: something that is done with an artifact.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import Glibc

/// What listeners and deciders are told: who does what with which artifact.
struct ArtifactEvent: Sendable {
    private let texts: [String?]

    init(_ operation: String, _ key: ArtifactKey, _ exchange: Exchange, run: RunPlace?) {
        texts = [
            operation, exchange.workspace.isEmpty ? "default" : exchange.workspace, exchange.principal,
            run?.experimentID, run?.runID, key.text,
        ]
    }

    /// Lends the C form, as an event of `hook`.
    func lend(_ hook: assay_hook_t, _ body: (UnsafeMutablePointer<assay_event_t>) -> Void) {
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
                UnsafeMutableRawPointer(event).withMemoryRebound(to: assay_event_t.self, capacity: 1) { body($0) }
            }
        }
    }

    private static func now() -> assay_time_t {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return assay_time_t(now.tv_sec) &* 1_000_000_000 &+ assay_time_t(now.tv_nsec)
    }
}
