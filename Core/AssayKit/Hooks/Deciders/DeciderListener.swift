// Assay: a decider in Swift, as the host holds it.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// A decider's closure. The host's user_data is a retained reference to it, given up when the subscription has ended.
final class DeciderListener: HookEnd, @unchecked Sendable {
    // @unchecked: constants only.
    private let deciders: Deciders
    private let layout: HookLayout
    private let body: @Sendable (HookRecord) async throws -> Verdict

    init(
        _ deciders: Deciders, _ layout: HookLayout, _ body: @escaping @Sendable (HookRecord) async throws -> Verdict
    ) {
        self.deciders = deciders
        self.layout = layout
        self.body = body
    }

    /// What the host calls, on a worker. The event is copied here, because the host's copy goes with a late verdict.
    static let ask: assay_decider_t = { data, event, token in
        guard let data, let event else { return }
        guard let decider = Unmanaged<HookEnd>.fromOpaque(data).takeUnretainedValue() as? DeciderListener else {
            return
        }
        decider.ask(HookEvent(event, decider.layout).copy(), token)
    }

    /// Ends the subscription.
    func unsubscribe(_ id: assay_subscription_t) {
        let data = Unmanaged<HookEnd>.passUnretained(self).toOpaque()
        deciders.table.pointee.unsubscribe(deciders.hooks.host.pointer, id, HookEnd.done, data)
    }

    private func ask(_ event: HookRecord, _ token: assay_decision_token_t) {
        Task {
            let verdict: Verdict
            do {
                verdict = try await body(event)
            } catch {
                verdict = .deny("\(error)")
            }
            resolve(verdict, token)
        }
    }

    private func resolve(_ verdict: Verdict, _ token: assay_decision_token_t) {
        let resolve = deciders.table.pointee.resolve
        switch verdict {
        case .allow: resolve?(deciders.hooks.host.pointer, token, .ASSAY_VERDICT_ALLOW, nil)
        case .deny(let reason): resolve?(deciders.hooks.host.pointer, token, .ASSAY_VERDICT_DENY, reason)
        }
    }
}
