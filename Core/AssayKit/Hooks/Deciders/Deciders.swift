// Assay: asking, and being asked, before something happens.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Hooks that can refuse; the last part of their names begins with "before_".
///
///     let gate = try host.deciders.subscribe("before_set_alias", deadline: .seconds(5)) { event in
///         event.string("alias") == "production" ? .deny("not yet") : .allow
///     }
public struct Deciders: @unchecked Sendable {
    // @unchecked: the table lives as long as the host and is never written; its functions may be called on any thread.
    let hooks: Hooks
    let table: UnsafePointer<assay_deciders_t>

    /// Adds a decider. It is asked with a copy of the event, in a task of its own; a verdict that comes after `deadline`
    /// is a denial, and so is an error, whose text is the reason.
    public func subscribe(
        _ name: String, deadline: Duration, _ decider: @escaping @Sendable (HookRecord) async throws -> Verdict
    ) throws -> HookSubscription {
        let hook = try hooks.resolve(name)
        let box = DeciderListener(self, try hooks.layout(hook), decider)
        let data = Unmanaged<HookEnd>.passRetained(box).toOpaque()
        var subscription = assay_subscription_t()
        do {
            try AssayError.check { error in
                table.pointee.subscribe(
                    hooks.host.pointer, hook, nanoseconds(deadline), DeciderListener.ask, data, &subscription, error)
            }
        } catch {
            Unmanaged<HookEnd>.fromOpaque(data).release()
            throw error
        }
        return HookSubscription(subscription, box, end: { box.unsubscribe($0) }, droppedCount: { _ in 0 })
    }

    /// Asks all deciders of `emitter`'s hook with the values that it has now. Called on the main thread or a worker;
    /// `decided` is called on the main thread.
    public func decide(_ emitter: HookEmitter, _ decided: @escaping @Sendable (Verdict) -> Void) {
        let answer = Unmanaged.passRetained(DecisionAnswer(decided)).toOpaque()
        emitter.withEvent { hook, event in
            table.pointee.decide(
                hooks.host.pointer, hook, event,
                { answer, verdict, reason in
                    guard let answer else { return }
                    let isAllowed = verdict == .ASSAY_VERDICT_ALLOW
                    let reason = reason.map { String(cString: $0) } ?? ""
                    Unmanaged<DecisionAnswer>.fromOpaque(answer).takeRetainedValue()
                        .decided(isAllowed ? .allow : .deny(reason))
                }, answer)
        }
    }

    private func nanoseconds(_ duration: Duration) -> assay_duration_t {
        let (seconds, attoseconds) = duration.components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return seconds > 0 ? .max : .min }
        let (sum, isTooLarge) = product.addingReportingOverflow(attoseconds / 1_000_000_000)
        return isTooLarge ? .max : sum
    }
}

extension Host {
    /// Hooks that can refuse. Throws UNIMPLEMENTED when this host has none.
    public var deciders: Deciders {
        get throws {
            Deciders(
                hooks: try hooks, table: try requiredTable(ASSAY_EXT_DECIDERS, as: assay_deciders_t.self))
        }
    }
}

/// Who waits for a decision.
private final class DecisionAnswer: Sendable {
    let decided: @Sendable (Verdict) -> Void

    init(_ decided: @escaping @Sendable (Verdict) -> Void) {
        self.decided = decided
    }
}
