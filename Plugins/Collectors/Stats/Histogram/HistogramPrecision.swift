// Assay: how finely a histogram tells times apart.
// SPDX-License-Identifier: Apache-2.0

/// How finely a histogram tells times apart. Times are whole microseconds from 0 to `HistogramRange.highest`.
protocol HistogramPrecision {
    /// Times below 2 to this power have a bucket each; above, every doubling has half as many buckets.
    static var exactBits: Int { get }
}

/// Three significant digits: the middle of a bucket is at most 0.05 % off.
enum ThreeDigits: HistogramPrecision {
    static var exactBits: Int { 11 }
}

/// Two significant digits: the middle of a bucket is at most 0.4 % off.
enum TwoDigits: HistogramPrecision {
    static var exactBits: Int { 8 }
}

/// What both precisions share.
enum HistogramRange {
    /// The highest time that has a bucket, in microseconds: 71 minutes. Longer ones are counted here.
    static let highest: UInt64 = 1 << 32 - 1

    /// Microseconds of a time in milliseconds, which must be finite and not negative.
    @inline(__always)
    static func microseconds(_ milliseconds: Double) -> UInt64 {
        milliseconds >= 4_294_967 ? highest : UInt64(milliseconds * 1000 + 0.5)
    }
}

extension HistogramPrecision {
    /// The bucket of a time in microseconds.
    @inline(__always)
    static func bucket(of time: UInt64) -> Int {
        let half = exactBits - 1
        let doublings = 63 - half - (time | (1 << UInt64(exactBits) - 1)).leadingZeroBitCount
        return doublings << half + Int(truncatingIfNeeded: time >> UInt64(doublings))
    }

    /// The middle of a bucket, in microseconds.
    static func middle(of bucket: Int) -> Double {
        let half = exactBits - 1
        let doublings = max(0, bucket >> half - 1)
        let first = (bucket - doublings << half) << doublings
        return Double(first) + Double(1 << doublings - 1) / 2
    }

    /// The number of buckets.
    static var bucketCount: Int { bucket(of: HistogramRange.highest) + 1 }
}
