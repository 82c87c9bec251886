// Assay: times of one population.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// Times of one population, in milliseconds. All 0 when `count` is 0.
public struct StatsTrend {
    private let trend: assay_trend_t

    /// Wraps the C struct.
    public init(_ trend: assay_trend_t) { self.trend = trend }

    /// How many times there are.
    public var count: UInt64 { trend.count }
    /// The exact minimum.
    public var minimum: Double { trend.minimum }
    /// The exact maximum.
    public var maximum: Double { trend.maximum }
    /// The exact average.
    public var average: Double { trend.average }
    /// The median.
    public var median: Double { self[percentile: 50] }
    /// The values of `percentileNames`, in that order.
    public var percentiles: [Double] {
        withUnsafeBytes(of: trend.percentiles) { Array($0.bindMemory(to: Double.self)) }
    }

    /// One of the percentiles in `reportedPercentiles`; 0 for another.
    public subscript(percentile wanted: Double) -> Double {
        guard let place = Self.reportedPercentiles.firstIndex(of: wanted) else { return 0 }
        return percentiles[place]
    }

    /// The percentiles that every row has. 100 is the exact maximum.
    public static var reportedPercentiles: [Double] { [50, 66, 75, 80, 90, 95, 98, 99, 99.9, 99.99, 100] }

    /// The same as Locust writes them: "50%" … "99.9%" … "100%".
    public static var percentileNames: [String] {
        ["50%", "66%", "75%", "80%", "90%", "95%", "98%", "99%", "99.9%", "99.99%", "100%"]
    }
}
