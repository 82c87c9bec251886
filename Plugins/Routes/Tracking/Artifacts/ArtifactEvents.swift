// Assay: tells what is done with artifacts, and asks whether it may be.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayOperations
import CAssay

/// The hooks `log_artifact` and `before_operation`, which the tracking store declares; without a store nobody listens.
struct ArtifactEvents: @unchecked Sendable {
    // @unchecked: the tables live as long as the host and are never written; their functions may be called on any thread.
    private let host: UnsafePointer<assay_host_t>
    private let hooks: UnsafePointer<assay_hooks_t>
    private let deciders: UnsafePointer<assay_deciders_t>
    private let workers: UnsafePointer<assay_workers_t>

    init(_ host: Host) throws {
        self.host = host.pointer
        hooks = try host.requiredTable(ASSAY_EXT_HOOKS, as: assay_hooks_t.self)
        deciders = try host.requiredTable(ASSAY_EXT_DECIDERS, as: assay_deciders_t.self)
        workers = try host.requiredTable(ASSAY_EXT_WORKERS, as: assay_workers_t.self)
    }

    /// Tells the listeners of `log_artifact`.
    func tellStored(_ event: ArtifactEvent) {
        guard let hook = hook(ASSAY_HOOK_LOG_ARTIFACT), hooks.pointee.is_observed(host, hook) else { return }
        event.lend(hook) { hooks.pointee.emit(host, hook, $0) }
    }

    /// Asks the deciders of `before_operation`; throws PERMISSION_DENIED with the reason when one refuses.
    func permit(_ event: ArtifactEvent) async throws(APIError) {
        guard let hook = hook(ASSAY_HOOK_BEFORE_OPERATION), deciders.pointee.has_deciders(host, hook) else { return }
        let reason = await ArtifactQuestion.ask(event, hook, host, deciders, workers)
        guard let reason else { return }
        throw APIError(.permissionDenied, reason.isEmpty ? "refused by a policy of this server" : reason)
    }

    private func hook(_ name: String) -> assay_hook_t? {
        var hook = ASSAY_HOOK_NONE
        return hooks.pointee.resolve(host, name, &hook) == .ASSAY_STATUS_OK ? hook : nil
    }
}
