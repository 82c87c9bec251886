// Assay: how late the generator was.
// SPDX-License-Identifier: Apache-2.0

/// Counts delays in buckets that are 1/16 of their power of two wide: 6 % at worst, from a nanosecond to a day.
struct DelayHistogram {
    private var counts = [UInt32](repeating: 0, count: 48 * 16)
    private(set) var count: UInt64 = 0
    private(set) var maximum: Int64 = 0

    /// Counts a delay in nanoseconds.
    mutating func add(_ delay: Int64) {
        let value = UInt64(max(delay, 1))
        let exponent = 63 - value.leadingZeroBitCount
        let fraction =
            exponent >= 4 ? Int((value >> UInt64(exponent - 4)) & 15) : Int((value << UInt64(4 - exponent)) & 15)
        let bucket = min(exponent * 16 + fraction, counts.count - 1)
        if counts[bucket] < .max { counts[bucket] += 1 }
        count += 1
        maximum = max(maximum, delay)
    }

    /// Adds another one's counts.
    mutating func merge(_ other: DelayHistogram) {
        for index in counts.indices {
            counts[index] =
                counts[index].addingReportingOverflow(other.counts[index]).overflow
                ? .max : counts[index] + other.counts[index]
        }
        count += other.count
        maximum = max(maximum, other.maximum)
    }

    /// Forgets all.
    mutating func reset() {
        for index in counts.indices { counts[index] = 0 }
        count = 0
        maximum = 0
    }

    /// The delay in nanoseconds that a share of all did not pass: the upper end of its bucket, at most the maximum.
    func quantile(_ share: Double) -> Int64 {
        guard count > 0 else { return 0 }
        var rest = UInt64((Double(count) * share).rounded(.up))
        for index in counts.indices {
            let inBucket = UInt64(counts[index])
            if inBucket >= rest {
                let exponent = index / 16
                let upper = (16.0 + Double(index % 16) + 1) / 16 * Double(UInt64(1) << UInt64(exponent))
                return min(Int64(upper), maximum)
            }
            rest -= inBucket
        }
        return maximum
    }
}
