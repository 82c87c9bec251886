// Assay: times of one population: exact extremes and sum, and a histogram.
// SPDX-License-Identifier: Apache-2.0

/// Times of one population, in milliseconds: exact minimum, maximum and sum, and a histogram.
struct Trend<Precision: HistogramPrecision> {
    private(set) var count: UInt64 = 0
    private(set) var minimum = Double.infinity
    private(set) var maximum = 0.0
    private(set) var sum = 0.0
    let histogram = Histogram<Precision>()

    /// Counts a time; what is not a time (negative, not finite) counts as 0.
    @inline(__always)
    mutating func add(_ milliseconds: Double, _ pool: inout PagePool) {
        let time = milliseconds >= 0 && milliseconds < .infinity ? milliseconds : 0
        count &+= 1
        sum += time
        if time < minimum { minimum = time }
        if time > maximum { maximum = time }
        histogram.add(HistogramRange.microseconds(time), &pool)
    }

    /// Adds another population.
    mutating func add(_ other: Trend, _ pool: inout PagePool) {
        guard other.count > 0 else { return }
        count &+= other.count
        sum += other.sum
        minimum = Swift.min(minimum, other.minimum)
        maximum = Swift.max(maximum, other.maximum)
        histogram.add(other.histogram, &pool)
    }

    /// Adds a population counted at another precision, each time as the middle of its bucket.
    mutating func add<Other>(scaled other: Trend<Other>, _ pool: inout PagePool) {
        guard other.count > 0 else { return }
        count &+= other.count
        sum += other.sum
        minimum = Swift.min(minimum, other.minimum)
        maximum = Swift.max(maximum, other.maximum)
        let histogram = histogram
        other.histogram.visit { time, times in
            histogram.add(UInt64(time), count: UInt32(clamping: times), &pool)
            return true
        }
    }

    /// Forgets everything.
    mutating func clear(into pool: inout PagePool) {
        guard count > 0 else { return }
        count = 0
        minimum = .infinity
        maximum = 0
        sum = 0
        histogram.clear(into: &pool)
    }
}
