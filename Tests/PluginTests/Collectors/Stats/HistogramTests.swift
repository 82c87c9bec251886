// Assay: tests of the percentiles.
// SPDX-License-Identifier: Apache-2.0
import Glibc
import Testing

@testable import StatsCollector

@Suite struct HistogramTests {
    @Test func everyBucketHoldsItsOwnMiddle() {
        for bucket in stride(from: 0, to: ThreeDigits.bucketCount, by: 7) {
            #expect(ThreeDigits.bucket(of: UInt64(ThreeDigits.middle(of: bucket))) == bucket)
        }
        for bucket in 0..<TwoDigits.bucketCount {
            #expect(TwoDigits.bucket(of: UInt64(TwoDigits.middle(of: bucket))) == bucket)
        }
    }

    @Test func middlesAreCloserThanTheirDigitsPromise() {
        var time: UInt64 = 1
        while time <= HistogramRange.highest {
            let fine = ThreeDigits.middle(of: ThreeDigits.bucket(of: time))
            let coarse = TwoDigits.middle(of: TwoDigits.bucket(of: time))
            #expect(abs(fine - Double(time)) <= Double(time) / 2000)
            #expect(abs(coarse - Double(time)) <= Double(time) / 250)
            time = time + max(1, time / 97)
        }
    }

    @Test func percentilesAreNumpys() throws {
        for population in try Recorded.populations() {
            var pool = PagePool()
            var trend = Trend<ThreeDigits>()
            for time in population.times { trend.add(time, &pool) }
            let found = trend.percentiles(population.percentiles)
            for (index, expected) in population.values.enumerated() {
                let place = "\(population.name) \(population.percentiles[index])"
                #expect(abs(found[index] - expected) <= expected * 1e-3, "\(place)")
            }
            #expect(abs(trend.average() - population.average) < 1e-9 * population.average)
            #expect(trend.minimum == population.times.min())
            #expect(trend.maximum == population.times.max())
        }
    }

    @Test func timesThatWereNotAddedCountAsZero() {
        var pool = PagePool()
        var trend = Trend<TwoDigits>()
        for _ in 0..<10 { trend.add(8, &pool) }
        let found = trend.percentiles([50, 89, 90, 91, 100], zeroCount: 90)
        #expect(found[0] == 0 && found[1] == 0 && found[2] == 0)
        #expect(found[3] == 8 && found[4] == 8)
        #expect(trend.average(zeroCount: 90) == 0.8)
        #expect(trend.minimum(zeroCount: 90) == 0)
    }

    @Test func whatIsNotATimeCountsAsZeroAndWhatIsTooLongInTheLastBucket() {
        var pool = PagePool()
        var trend = Trend<ThreeDigits>()
        for time: Double in [-1, .nan, .infinity, -Double.infinity] { trend.add(time, &pool) }
        #expect(trend.count == 4 && trend.maximum == 0 && trend.average() == 0)
        for time in [8e12, 9e12] { trend.add(time, &pool) }
        #expect(trend.maximum == 9e12)
        #expect(trend.percentiles([100]) == [9e12])
        #expect(trend.percentiles([80]) == [4_293_918.7195])
    }

    @Test func countsStayAtTheirHighest() {
        var pool = PagePool()
        let histogram = Histogram<ThreeDigits>()
        histogram.add(5, count: .max - 1, &pool)
        for _ in 0..<3 { histogram.add(5, &pool) }
        let other = Histogram<ThreeDigits>()
        other.add(5, count: 7, &pool)
        histogram.add(other, &pool)
        var counts: [UInt64] = []
        histogram.visit { _, count in
            counts.append(count)
            return true
        }
        #expect(counts == [UInt64(UInt32.max)])
    }

    /// Typical: 10,000 requests around 1 ms, log-normal with a spread of a third.
    @Test func aTypicalNameTakesSixteenKilobytes() {
        var pool = PagePool()
        var trend = Trend<ThreeDigits>()
        var state: UInt64 = 1
        func uniform() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / Double(1 << 53)
        }
        for _ in 0..<10_000 {
            // The sum of twelve even deviates is close to a normal one.
            let parts = (1...12).reduce(0.0) { sum, _ in sum + uniform() }
            trend.add(exp((parts - 6) * 0.35), &pool)
        }
        #expect(trend.histogram.byteCount <= 16 * 1024, "\(trend.histogram.byteCount)")
        #expect(trend.percentiles([50])[0] > 0.9 && trend.percentiles([50])[0] < 1.1)
    }
}
