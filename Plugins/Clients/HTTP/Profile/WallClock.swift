// Assay: the wall clock beside the monotonic one.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

/// Remembers how far the clocks are apart; looked up once a second, so that a set clock shows.
struct WallClock {
    private var offset: Int64 = 0
    private var readAt: assay_instant_t = .min

    /// What to add to `instant` for the wall clock.
    mutating func offset(at instant: assay_instant_t, _ loop: HostLoop) -> Int64 {
        guard readAt == .min || instant &- readAt > 1_000_000_000 || readAt > instant else { return offset }
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        offset = Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec) &- loop.now
        readAt = instant
        return offset
    }
}
