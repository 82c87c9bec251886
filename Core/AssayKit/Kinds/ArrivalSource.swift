// Assay: the start times of iterations, one after the other.
// SPDX-License-Identifier: Apache-2.0

/// The start times of iterations in nanoseconds since the test began, made one at a time and handed out in batches.
public final class ArrivalSource {
    private let next: () -> Int64?
    /// The first time that no batch has taken yet.
    private var upcoming: Int64?

    /// `next` returns ascending times, and nil when there are no more.
    public init(_ next: @escaping () -> Int64?) {
        self.next = next
        upcoming = next()
    }

    /// Writes the times below `until`, at most as many as the buffer holds, and returns how many. Times below `from` are
    /// passed over: whoever asks has given up on them.
    public func write(from: Int64, until: Int64, into buffer: UnsafeMutableBufferPointer<Int64>) -> Int {
        var count = 0
        while let time = upcoming, time < until, count < buffer.count {
            if time >= from {
                buffer[count] = time
                count += 1
            }
            upcoming = next()
        }
        return count
    }
}
