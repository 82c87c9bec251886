// Assay: the end of a subscription, and who waits for it.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Synchronization

/// What the host holds of a listener until no call of it can come any more. The host's user_data is a retained
/// reference to it, given up by `done`.
class HookEnd: @unchecked Sendable {
    // @unchecked: the members are constants; what changes is behind the lock. Subclasses add constants only.
    private struct State {
        var isOver = false
        var waiting: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())

    /// Calls `body` when the subscription has ended; at once when it has.
    func whenOver(_ body: @escaping @Sendable () -> Void) {
        let isOver = state.withLock { state in
            if !state.isOver { state.waiting.append(body) }
            return state.isOver
        }
        if isOver { body() }
    }

    /// Tells those who wait.
    func end() {
        let waiting = state.withLock { state in
            state.isOver = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for body in waiting { body() }
    }

    /// What the host calls when it calls the listener no more: gives up the reference that it was given.
    static let done: @convention(c) (UnsafeMutableRawPointer?) -> Void = { data in
        guard let data else { return }
        Unmanaged<HookEnd>.fromOpaque(data).takeRetainedValue().end()
    }
}
