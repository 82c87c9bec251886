// Assay: tests of the histogram of dispatch delays.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import Testing

@testable import LocalRunner

@Suite struct DelayHistogramTests {
    @Test func quantilesAreWithinTheWidthOfABucket() {
        var histogram = DelayHistogram()
        var random = RandomSource(seed: 1)
        var values: [Int64] = []
        for _ in 0..<20_000 {
            let value = Int64(1 << (random.next() % 34)) + Int64(random.next() % 1000)
            values.append(value)
            histogram.add(value)
        }
        values.sort()
        for share in [0.5, 0.9, 0.99, 0.999, 1] {
            let exact = Double(values[Int((Double(values.count) * share).rounded(.up)) - 1])
            let found = Double(histogram.quantile(share))
            #expect(found >= exact * 0.999 && found <= exact * 1.0626, "\(share): \(found), exact \(exact)")
        }
        #expect(histogram.maximum == values.last)
    }

    @Test func mergesAndForgets() {
        var first = DelayHistogram()
        var second = DelayHistogram()
        first.add(10)
        second.add(1_000_000)
        second.add(-5)
        first.merge(second)
        #expect(first.count == 3)
        #expect(first.maximum == 1_000_000)
        first.reset()
        #expect(first.quantile(0.99) == 0)
    }
}
