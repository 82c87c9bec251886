// Assay: one row of the statistics.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// One row of the statistics: one (method, name), one user class, or everything. Borrowed as its snapshot is.
public struct StatsRow {
    let pointer: UnsafePointer<assay_stats_row_t>
    let snapshot: UnsafePointer<assay_stats_snapshot_t>

    /// What the row is of.
    public var kind: assay_row_kind_t { pointer.pointee.kind }
    /// "GET"; empty for a user class and the total.
    public var method: String { text(pointer.pointee.method) }
    /// The name of the requests or of the user class; "Aggregated" for the total.
    public var name: String { text(pointer.pointee.name) }
    /// Finished requests.
    public var requestCount: UInt64 { pointer.pointee.request_count }
    /// Failures among the finished requests.
    public var failureCount: UInt64 { pointer.pointee.failure_count }
    /// Requests that the end of the test cut off; they are in neither of the two above.
    public var interruptedCount: UInt64 { pointer.pointee.interrupted_count }
    /// Bytes of bodies received.
    public var contentLength: UInt64 { pointer.pointee.content_length }
    /// All bytes sent.
    public var bytesSent: UInt64 { pointer.pointee.bytes_sent }
    /// All bytes received.
    public var bytesReceived: UInt64 { pointer.pointee.bytes_received }
    /// Requests per second over the run so far.
    public var totalRPS: Double { pointer.pointee.total_rps }
    /// Failures per second over the run so far.
    public var totalFailuresPerSecond: Double { pointer.pointee.total_failures_per_second }
    /// Requests per second over the last 10 s.
    public var currentRPS: Double { pointer.pointee.current_rps }
    /// Failures per second over the last 10 s.
    public var currentFailuresPerSecond: Double { pointer.pointee.current_failures_per_second }
    /// From the schedule to the end of the response.
    public var responseTime: StatsTrend { StatsTrend(pointer.pointee.response_time) }
    /// From sending to the end of the response; the same as `responseTime` in the closed model.
    public var responseTimeFromSend: StatsTrend { StatsTrend(pointer.pointee.response_time_from_send) }
    /// The median of the last 10 s, in milliseconds; nil without a request.
    public var currentMedian: Double? { pointer.pointee.current_median.nonNegative }
    /// The 95th percentile of the last 10 s, in milliseconds; nil without a request.
    public var current95: Double? { pointer.pointee.current_percentile_95.nonNegative }
    /// The percentiles of the last 10 s, in the order of `StatsTrend.percentileNames`; nil without a request.
    public var currentPercentiles: [Double]? {
        let values = withUnsafeBytes(of: pointer.pointee.current_percentiles) { Array($0.bindMemory(to: Double.self)) }
        return values.contains { $0 < 0 } ? nil : values
    }
    /// Start of the first request, wall clock; nil when there was none.
    public var firstRequest: assay_time_t? { pointer.pointee.first_request == 0 ? nil : pointer.pointee.first_request }
    /// End of the last request, wall clock; nil when there was none.
    public var lastRequest: assay_time_t? { pointer.pointee.last_request == 0 ? nil : pointer.pointee.last_request }

    /// Failures among all finished requests; 0 without requests.
    public var failureRatio: Double { requestCount == 0 ? 0 : Double(failureCount) / Double(requestCount) }
    /// The mean length of a body in bytes; 0 without requests.
    public var averageContentLength: Double { requestCount == 0 ? 0 : Double(contentLength) / Double(requestCount) }

    /// The phases of the requests, by their k6 name.
    public var phases: [(name: String, times: StatsTrend)] {
        withUnsafeBytes(of: pointer.pointee.phases) { bytes in
            let trends = bytes.assumingMemoryBound(to: assay_trend_t.self)
            return zip(StatsRow.phaseNames, trends).map { ($0, StatsTrend($1)) }
        }
    }

    /// The names of the phases, in order.
    public static var phaseNames: [String] {
        ["blocked", "connecting", "tls_handshaking", "sending", "waiting", "receiving"]
    }
}

extension Double {
    fileprivate var nonNegative: Double? { self < 0 ? nil : self }
}

extension StatsRow {
    /// The buckets of the response times that are not empty: their middle in milliseconds and their count, rising.
    public var responseTimeBuckets: [(time: Double, count: UInt64)] {
        var buckets: [(time: Double, count: UInt64)] = []
        withUnsafeMutablePointer(to: &buckets) { list in
            snapshot.pointee.visit_response_times?(
                snapshot, pointer,
                { list, time, count in
                    list?.assumingMemoryBound(to: [(time: Double, count: UInt64)].self).pointee.append((time, count))
                }, list)
        }
        return buckets
    }

    /// Of the last 16 seconds those in which a request ended, as epoch seconds, oldest first.
    public var seconds: [StatsSecond] {
        var seconds: [StatsSecond] = []
        withUnsafeMutablePointer(to: &seconds) { list in
            snapshot.pointee.visit_seconds?(
                snapshot, pointer,
                { list, second, requests, failures in
                    list?.assumingMemoryBound(to: [StatsSecond].self).pointee.append(
                        StatsSecond(second: second, requestCount: requests, failureCount: failures))
                }, list)
        }
        return seconds
    }
}

/// What ended within one second of the wall clock.
public struct StatsSecond: Sendable {
    /// Seconds since 1970.
    public let second: Int64
    /// Finished requests.
    public let requestCount: UInt64
    /// Failures among them.
    public let failureCount: UInt64
}
