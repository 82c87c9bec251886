// Assay: a sleep on a timer of a loop.
// SPDX-License-Identifier: Apache-2.0
package import CAssay

/// A sleep on a timer of a loop; all of it on the loop's thread. The timer is part of the object, which lives until it has
/// fired or was cancelled.
package final class SleepWait: PendingWait {
    private let timer: UnsafeMutablePointer<assay_timer_t>
    private let loop: Loop
    private var continuation: UnsafeContinuation<Bool, Never>?

    /// Makes a sleep on `loop`, for one use.
    package init(_ loop: Loop) {
        self.loop = loop
        timer = .allocate(capacity: 1)
        super.init()
        timer.initialize(to: assay_timer_t())
        timer.pointee.user_data = Unmanaged.passUnretained(self).toOpaque()
        timer.pointee.on_fire = { timer in
            guard let object = timer?.pointee.user_data else { return }
            Unmanaged<SleepWait>.fromOpaque(object).takeUnretainedValue().end(true)
        }
    }

    deinit { timer.deallocate() }

    /// Returns true when the time has passed, false when the sleep was cut off.
    package func wait(until deadline: assay_instant_t) async -> Bool {
        await withUnsafeContinuation {
            continuation = $0
            loop.table.pointee.add_timer(loop.pointer, timer, deadline)
        }
    }

    /// Ends the sleep now.
    package override func cancel() {
        loop.table.pointee.cancel_timer(loop.pointer, timer)
        end(false)
    }

    private func end(_ hasPassed: Bool) {
        guard let continuation else { return }
        self.continuation = nil
        continuation.resume(returning: hasPassed)
    }
}

extension UserDriver {
    /// Suspends the user's task for `seconds`, at most a day.
    func sleep(seconds: Double) async throws {
        guard !isCancelled else { throw CancellationError() }
        let bounded = seconds.isFinite ? max(0, min(seconds, 86_400)) : 0
        let wait = SleepWait(home.loop)
        pending.insert(wait)
        let hasPassed = await wait.wait(until: home.loop.now + assay_instant_t(bounded * 1e9))
        pending.remove(wait)
        guard hasPassed else { throw CancellationError() }
    }
}
