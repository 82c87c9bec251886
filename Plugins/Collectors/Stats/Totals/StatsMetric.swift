// Assay: the metrics that a query can ask for, and how each is aggregated.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay

/// What a query is about.
enum StatsMetric {
    case response
    case fromSend
    /// The position in the header's list of phases.
    case phase(Int)
    case requests
    case failed
    case interrupted
    case sent
    case received

    /// The metric of k6's name.
    init(_ name: String) throws {
        guard let metric = Self.all.first(where: { $0.name == name })?.metric else {
            throw AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT,
                "there is no such metric; there are \(Self.all.map(\.name).joined(separator: ", "))", context: name)
        }
        self = metric
    }

    private static var all: [(name: String, metric: StatsMetric)] {
        [
            ("http_req_duration", .response), ("http_req_from_send", .fromSend), ("http_req_blocked", .phase(0)),
            ("http_req_connecting", .phase(1)), ("http_req_tls_handshaking", .phase(2)),
            ("http_req_sending", .phase(3)), ("http_req_waiting", .phase(4)), ("http_req_receiving", .phase(5)),
            ("http_reqs", .requests), ("http_req_failed", .failed), ("http_req_interrupted", .interrupted),
            ("data_sent", .sent), ("data_received", .received),
        ]
    }

    /// Whether it is a trend, which has an average and percentiles, and not a count.
    var isTrend: Bool {
        switch self {
        case .response, .fromSend, .phase: true
        case .requests, .failed, .interrupted, .sent, .received: false
        }
    }

    /// Its value in a population, `seconds` after the start; nil when nothing was counted.
    func value(_ aggregation: StatsAggregation, of population: Population, over seconds: Double) -> Double? {
        let count = population.requestCount
        switch self {
        case .response: return aggregation.value(of: population.response, count: count)
        case .fromSend: return aggregation.value(of: population.sendTrend, count: count)
        case .phase(let phase): return aggregation.value(of: population.phases[phase], count: count)
        case .failed:
            guard count > 0 else { return nil }
            let failures = Double(population.failureCount)
            return aggregation == .count ? failures : failures / Double(count)
        case .requests: return perSecond(count, aggregation, population, seconds)
        case .interrupted: return perSecond(population.interruptedCount, aggregation, population, seconds)
        case .sent: return perSecond(population.bytesSent, aggregation, population, seconds)
        case .received: return perSecond(population.bytesReceived, aggregation, population, seconds)
        }
    }

    private func perSecond(
        _ count: UInt64, _ aggregation: StatsAggregation, _ population: Population, _ seconds: Double
    ) -> Double? {
        guard !population.isEmpty else { return nil }
        guard aggregation == .rate else { return Double(count) }
        return seconds > 0 ? Double(count) / seconds : 0
    }
}

/// How a query makes one number out of many.
enum StatsAggregation: Equatable {
    case average
    case minimum
    case maximum
    case percentile(Double)
    case count
    case rate

    /// The aggregation that a query names; it must fit the metric.
    init(_ query: StatsQuery, for metric: StatsMetric) throws {
        switch (query.aggregation, metric.isTrend) {
        case ("avg", true): self = .average
        case ("min", true): self = .minimum
        case ("max", true): self = .maximum
        case ("med", true): self = .percentile(50)
        case ("p", true):
            guard query.percentile >= 0, query.percentile <= 100 else {
                throw AssayError(
                    .ASSAY_STATUS_INVALID_ARGUMENT, "a percentile must be from 0 to 100",
                    context: "\(query.percentile)")
            }
            self = .percentile(query.percentile)
        case ("count", _): self = .count
        case ("rate", false): self = .rate
        default:
            let fitting = metric.isTrend ? "avg, min, max, med, p(N), count" : "count, rate"
            throw AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT, "\(query.metric) has no such aggregation; it has \(fitting)",
                context: query.aggregation)
        }
    }

    /// The value over a trend of `count` requests, of which those that were not added took no time.
    fileprivate func value<Precision>(of trend: Trend<Precision>, count: UInt64) -> Double? {
        guard count > 0 else { return nil }
        let zeros = count > trend.count ? count - trend.count : 0
        switch self {
        case .average: return trend.average(zeroCount: zeros)
        case .minimum: return trend.minimum(zeroCount: zeros)
        case .maximum: return trend.maximum
        case .percentile(let percentile): return trend.percentiles([percentile], zeroCount: zeros).first
        case .count, .rate: return Double(count)
        }
    }
}
