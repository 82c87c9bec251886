// Assay: the wall clock in milliseconds.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// The wall clock, as the times of runs and metrics are told.
public enum WallClock {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public static var milliseconds: Int64 {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) &* 1000 &+ Int64(now.tv_nsec) / 1_000_000
    }
}
