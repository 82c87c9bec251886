// Assay: the deciders of the validator's host.
// SPDX-License-Identifier: Apache-2.0
import AssayContract
import CAssay
import Synchronization

/// Who can refuse, and what they answered. A question has no deadline here: the test that asks knows when to give up.
final class TestDeciders {
    /// A decider.
    struct Decider {
        let id: UInt64
        let hook: UInt32
        let deadline: Int64
        let function: assay_decider_t
        let userData: UnsafeMutableRawPointer?
    }

    /// A verdict; the reason is nil when none was given.
    struct Verdict: Sendable {
        let isAllowed: Bool
        let reason: [UInt8]?
    }

    private(set) var deciders: [Decider] = []
    private var lastID: UInt64 = 0
    private var lastToken: UInt64 = 0
    /// Verdicts may come from any thread; the first for a token counts.
    private let verdicts = Mutex<[UInt64: Verdict]>([:])
    /// Events live until their question is answered, which may be never.
    private let arena = Arena()

    func add(
        _ hook: UInt32, _ deadline: Int64, _ function: @escaping assay_decider_t, _ data: UnsafeMutableRawPointer?
    ) -> UInt64 {
        lastID += 1
        deciders.append(Decider(id: lastID, hook: hook, deadline: deadline, function: function, userData: data))
        return lastID
    }

    func remove(_ id: UInt64) { deciders.removeAll { $0.id == id } }

    /// Asks one decider, as on a worker, about an event whose fields are all empty; returns the token.
    func ask(_ decider: Decider, _ host: TestHost) -> UInt64 {
        let declaration = host.hooks.declarations[Int(decider.hook)].pointee
        let size = max(Int(declaration.event_size), MemoryLayout<assay_event_t>.size)
        let words = arena.array([UInt64](repeating: 0, count: (size + 7) / 8))
        guard let base = UnsafeMutableRawPointer(words.baseAddress) else { return 0 }
        let event = base.bindMemory(to: assay_event_t.self, capacity: 1)
        event.pointee.struct_size = UInt32(clamping: size)
        event.pointee.hook = decider.hook
        lastToken += 1
        let token = lastToken
        host.asWorker { decider.function(decider.userData, event, token) }
        return token
    }

    func resolve(_ token: UInt64, _ verdict: Verdict) {
        verdicts.withLock { if $0[token] == nil { $0[token] = verdict } }
    }

    /// What was answered so far.
    func verdict(of token: UInt64) -> Verdict? { verdicts.withLock { $0[token] } }
}
