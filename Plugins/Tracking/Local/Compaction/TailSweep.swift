// Assay: folds tails in the background.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import TrackingSeries

/// Looks for tails that are worth folding, and folds them one after another, while the store is open. On one loop.
final class TailSweep: @unchecked Sendable {
    // @unchecked: made on the main thread, used on its loop alone.
    /// A tail with so many bytes is folded.
    private static let enough: Int64 = 64 << 10
    /// A tail to which nothing came for so many nanoseconds is folded as a whole.
    private static let idle: assay_instant_t = 10_000_000_000
    private static let interval: assay_instant_t = 1_000_000_000
    private static let intervalAfterFailure: assay_instant_t = 30_000_000_000
    /// At most one part in so many of the time goes into looking.
    private static let share: assay_instant_t = 20

    /// So many runs are remembered from one sweep to the next; those after them are folded for their size alone.
    private static let mostSeen = 100_000

    /// What was seen of a run in the sweep before.
    private struct Seen {
        var newest: Int64
        var since: assay_instant_t
        /// The bytes that the last fold left.
        var waiting: Int64
    }

    private let host: Host
    private let store: Store
    private let loop: Loop
    private var seen: [Int64: Seen] = [:]
    private var pause: SleepWait?
    private var isStopping = false
    private var isRunning = false
    private var stopped: UnsafeContinuation<Void, Never>?

    init(_ host: Host, _ store: Store, _ loop: Loop) {
        self.host = host
        self.store = store
        self.loop = loop
    }

    /// Sweeps until `stop`.
    func run() async {
        isRunning = true
        var interval = Self.interval
        while !isStopping {
            let pause = SleepWait(loop)
            self.pause = pause
            _ = await pause.wait(until: loop.now + interval)
            self.pause = nil
            if isStopping { break }
            do {
                interval = try await sweep()
            } catch {
                interval = Self.intervalAfterFailure
                host.log(
                    .ASSAY_LOG_WARNING, LocalTracking.descriptor.id, "metrics cannot be folded into chunks: \(error)")
            }
        }
        isRunning = false
        stopped?.resume()
    }

    /// Ends the sweeping; returns when no fold is under way any more.
    func stop() async {
        isStopping = true
        guard isRunning else { return }
        pause?.cancel()
        await withUnsafeContinuation { stopped = $0 }
    }

    /// Folds what is worth it; returns how long to wait before the next sweep.
    private func sweep() async throws -> assay_instant_t {
        var next: [Int64: Seen] = [:]
        var last: Int64 = 0
        var looking: assay_instant_t = 0
        while !isStopping {
            let begin = loop.now
            let page = try await TailUse.page(after: last, store)
            let end = loop.now
            looking += end - begin
            guard let newest = page.last else { break }
            for use in page {
                if isStopping { break }
                let state = try await fold(use, at: end)
                if next.count < Self.mostSeen { next[use.run] = state }
            }
            last = newest.run
        }
        seen = next
        return max(Self.interval, looking * Self.share)
    }

    private func fold(_ use: TailUse, at now: assay_instant_t) async throws -> Seen? {
        var state = seen[use.run] ?? Seen(newest: use.newest, since: now, waiting: 0)
        if state.newest != use.newest { (state.newest, state.since) = (use.newest, now) }
        let isIdle = now - state.since >= Self.idle
        // What waits is written again by each fold: so it must have doubled.
        guard isIdle || use.bytes >= max(Self.enough, state.waiting * 2) else { return state }
        let mode: Fold.Mode = isIdle ? (use.hasEnded ? .ended : .idle) : .growing
        while !isStopping {
            switch try await store.fold(use.run, mode, limit: use.limit) {
            case .folded(let waiting, let isWhole):
                state.waiting = Int64(waiting)
                if isWhole { return state }
            case .unchanged, .lost: return state
            }
        }
        return state
    }
}
