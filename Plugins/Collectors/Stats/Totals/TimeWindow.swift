// Assay: response times of the last seconds, for the current percentiles.
// SPDX-License-Identifier: Apache-2.0

/// Response times of the last 16 seconds at two digits, a histogram for each second in which something ended.
struct TimeWindow {
    private static let capacity = 16
    private var seconds = [Int64](repeating: 0, count: capacity)
    private var slots = [Trend<TwoDigits>?](repeating: nil, count: capacity)

    /// Adds times that ended in `second`.
    mutating func add(_ times: Trend<ThreeDigits>, second: Int64, _ pool: inout PagePool) {
        guard times.count > 0, second > 0 else { return }
        let index = Int(second % Int64(Self.capacity))
        if seconds[index] != second {
            guard seconds[index] < second else { return }
            seconds[index] = second
            slots[index]?.clear(into: &pool)
        }
        var trend = slots[index] ?? Trend()
        trend.add(scaled: times, &pool)
        slots[index] = trend
    }

    /// The given percentiles of the seconds in `range`; nil without times.
    func percentiles(_ wanted: [Double], in range: ClosedRange<Int64>, _ pool: inout PagePool) -> [Double]? {
        var sum = Trend<TwoDigits>()
        for index in 0..<Self.capacity where range.contains(seconds[index]) {
            if let trend = slots[index] { sum.add(trend, &pool) }
        }
        defer { sum.histogram.destroy(into: &pool) }
        return sum.count == 0 ? nil : sum.percentiles(wanted)
    }

    mutating func clear(into pool: inout PagePool) {
        for index in 0..<Self.capacity {
            seconds[index] = 0
            slots[index]?.clear(into: &pool)
        }
    }

    mutating func destroy(into pool: inout PagePool) {
        for index in 0..<Self.capacity {
            slots[index]?.histogram.destroy(into: &pool)
            slots[index] = nil
        }
    }
}
