// Assay: one question to those who may refuse something with an artifact.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay

/// A question to deciders, which may not be asked on a loop: a worker asks them.
final class ArtifactQuestion: Sendable {
    private let event: ArtifactEvent
    private let hook: assay_hook_t
    // nonisolated(unsafe): the tables live as long as the host and are never written.
    nonisolated(unsafe) private let host: UnsafePointer<assay_host_t>
    nonisolated(unsafe) private let deciders: UnsafePointer<assay_deciders_t>
    private let continuation: UnsafeContinuation<String?, Never>

    private init(
        _ event: ArtifactEvent, _ hook: assay_hook_t, _ host: UnsafePointer<assay_host_t>,
        _ deciders: UnsafePointer<assay_deciders_t>, _ continuation: UnsafeContinuation<String?, Never>
    ) {
        self.event = event
        self.hook = hook
        self.host = host
        self.deciders = deciders
        self.continuation = continuation
    }

    /// The reason of a refusal; nil when all allow.
    static func ask(
        _ event: ArtifactEvent, _ hook: assay_hook_t, _ host: UnsafePointer<assay_host_t>,
        _ deciders: UnsafePointer<assay_deciders_t>, _ workers: UnsafePointer<assay_workers_t>
    ) async -> String? {
        await withUnsafeContinuation { continuation in
            let question = Unmanaged.passRetained(ArtifactQuestion(event, hook, host, deciders, continuation))
            let status = workers.pointee.submit(
                host,
                { data in
                    guard let data else { return }
                    Unmanaged<ArtifactQuestion>.fromOpaque(data).takeUnretainedValue().decide(data)
                }, nil, nil, question.toOpaque())
            guard status != .ASSAY_STATUS_OK else { return }
            question.release()
            continuation.resume(returning: "the server is too busy to ask its policies")
        }
    }

    private func decide(_ data: UnsafeMutableRawPointer) {
        event.lend(hook) { event in
            deciders.pointee.decide(
                host, hook, event,
                { data, verdict, reason in
                    guard let data else { return }
                    let question = Unmanaged<ArtifactQuestion>.fromOpaque(data).takeRetainedValue()
                    let isAllowed = verdict == .ASSAY_VERDICT_ALLOW
                    question.continuation.resume(
                        returning: isAllowed ? nil : reason.map { String(cString: $0) } ?? "")
                }, data)
        }
    }
}
