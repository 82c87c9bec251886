// Assay: percentiles, average and extremes of a trend.
// SPDX-License-Identifier: Apache-2.0

extension Trend {
    /// The times at the given percentiles (0 to 100, rising): the time of rank ⌈p/100 × count⌉, as its bucket's middle and
    /// never beyond the exact extremes; the first and the last rank are exact. All 0 without times.
    ///
    /// `zeroCount` further times of exactly 0 belong to the population but were not added.
    func percentiles(_ wanted: [Double], zeroCount: UInt64 = 0) -> [Double] {
        var found = [Double](repeating: 0, count: wanted.count)
        let total = count &+ zeroCount
        guard count > 0 else { return found }
        var next = 0
        var passed = zeroCount
        func rank(_ percentile: Double) -> UInt64 { Self.rank(percentile, of: total) }
        while next < wanted.count, rank(wanted[next]) <= passed { next += 1 }
        histogram.visit { time, times in
            passed &+= times
            while next < wanted.count, rank(wanted[next]) <= passed {
                found[next] = Swift.min(Swift.max(time / 1000, minimum), maximum)
                next += 1
            }
            return next < wanted.count
        }
        for index in next..<wanted.count { found[index] = maximum }
        for index in wanted.indices {
            if rank(wanted[index]) == total { found[index] = maximum }
            if rank(wanted[index]) == 1 { found[index] = minimum(zeroCount: zeroCount) }
        }
        return found
    }

    /// The average, with `zeroCount` further times of 0.
    func average(zeroCount: UInt64 = 0) -> Double {
        let total = count &+ zeroCount
        return total == 0 ? 0 : sum / Double(total)
    }

    /// The minimum, with `zeroCount` further times of 0; 0 without times.
    func minimum(zeroCount: UInt64 = 0) -> Double {
        count == 0 || zeroCount > 0 ? 0 : minimum
    }

    /// The rank of a percentile among `count` times, from 1.
    private static func rank(_ percentile: Double, of count: UInt64) -> UInt64 {
        // The product is taken back by a hair, as 99.9 % of 1000 must be rank 999 and not 1000.
        let exact = Double(count) * percentile / 100
        let rank = (exact - exact * 1e-12).rounded(.up)
        return Swift.max(1, UInt64(Swift.min(rank, Double(count))))
    }
}
