// Assay: lets a test host live in the world's time.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

extension TestHost {
    /// Turns both loops with the system's time, at most for `seconds`, until `isDone`, which is asked once a millisecond:
    /// descriptors are ready when the kernel says so, and timers fire as time passes. Returns whether it was done.
    @discardableResult
    public func follow(seconds: Double, until isDone: () -> Bool = { false }) -> Bool {
        let start = Self.systemTime()
        let bases = [main.now, work.now]
        while true {
            let elapsed = Self.systemTime() &- start
            for (loop, base) in zip([main, work], bases) {
                loop.advance(by: Double(max(0, base &+ elapsed &- loop.now)) / 1e9)
                loop.serveDescriptors(milliseconds: loop === work ? 1 : 0)
            }
            turn()
            if isDone() { return true }
            if Double(elapsed) / 1e9 >= seconds { return false }
        }
    }

    private static func systemTime() -> assay_instant_t {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return assay_instant_t(time.tv_sec) &* 1_000_000_000 &+ assay_instant_t(time.tv_nsec)
    }
}
