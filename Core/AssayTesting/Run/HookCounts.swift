// Assay: which hooks a run has told.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Counts the events of all hooks of a test host.
final class HookCounts {
    private let host: TestHost
    private var counts: [String: Int] = [:]
    private var firsts: [String] = []
    private var subscription: assay_subscription_t = 0

    init(_ host: TestHost) {
        self.host = host
        subscription = host.hooks.subscribe(
            nil,
            { data, event in
                guard let data, let event else { return }
                Unmanaged<HookCounts>.fromOpaque(data).takeUnretainedValue().take(event.pointee)
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    private func take(_ event: assay_event_t) {
        guard host.hooks.declarations.indices.contains(Int(event.hook)) else { return }
        let name = String(cString: host.hooks.declarations[Int(event.hook)].pointee.name)
        if counts[name] == nil { firsts.append(name) }
        counts[name, default: 0] += 1
    }

    /// How often a hook was told.
    func count(_ name: String) -> Int { counts[name] ?? 0 }

    /// Those of `names` that were told, in the order in which each came first.
    func order(of names: [String]) -> [String] { firsts.filter { names.contains($0) } }

    /// Ends the counting.
    func end() { host.hooks.unsubscribe(subscription) }
}
