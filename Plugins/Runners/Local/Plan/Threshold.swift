// Assay: a threshold: what a run must reach to pass.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayKit
internal import CAssay

/// A threshold in k6's words: `http_req_duration{name:/pay} p(95)<250`.
struct Threshold {
    enum Comparison: String, CaseIterable {
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case equal = "=="
        case notEqual = "!="
        case less = "<"
        case greater = ">"
    }

    /// As given.
    let expression: String
    let metric: String
    /// "method", "name", "user_class".
    let filters: [String: String]
    /// "avg", "min", "max", "med", "p", "count", "rate".
    let aggregation: String
    let percentile: Double
    let comparison: Comparison
    let limit: Double
    /// Whether the run ends when the threshold fails, and how many seconds after the start at the earliest.
    let abortsRun: Bool
    let delay: Double

    /// Whether `value` passes.
    func passes(_ value: Double) -> Bool {
        switch comparison {
        case .less: value < limit
        case .lessOrEqual: value <= limit
        case .greater: value > limit
        case .greaterOrEqual: value >= limit
        case .equal: value == limit
        case .notEqual: value != limit
        }
    }
}

extension Threshold {
    /// Reads {"expression": …, "abort": …, "delay": …}.
    init(_ value: JSONValue) throws {
        guard let object = value.objectValue else {
            throw AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT, "each of 'thresholds' must be an object with an expression")
        }
        let entry = Config(object, of: "thresholds")
        let expression = try entry.requiredString("expression")
        let aborts = try entry.bool("abort", default: false)
        let delay = try entry.double("delay", in: 0...1e9, default: 0)
        try entry.rejectUnknownKeys()
        try self.init(expression, abortsRun: aborts, delay: delay)
    }

    /// Reads an expression: metric, filters in braces, aggregation, comparison, limit.
    init(_ expression: String, abortsRun: Bool = false, delay: Double = 0) throws {
        func invalid(_ problem: String) -> AssayError {
            AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT,
                "threshold '\(expression)': \(problem); an example is 'http_req_duration{name:/pay} p(95)<250'")
        }
        var rest = expression[...]
        metric = String(rest.prefix { $0 != "{" && $0 != " " })
        rest = rest.dropFirst(metric.count)
        guard Threshold.metrics.contains(metric) else {
            throw invalid("there is no metric '\(metric)'; there are \(Threshold.metrics.joined(separator: ", "))")
        }
        var filters: [String: String] = [:]
        if rest.first == "{" {
            guard let end = rest.lastIndex(of: "}") else { throw invalid("'{' is not closed") }
            for filter in rest[rest.index(after: rest.startIndex)..<end].split(separator: ",") {
                let parts = filter.split(separator: ":", maxSplits: 1).map { String($0).trimmed }
                guard parts.count == 2, ["method", "name", "user_class"].contains(parts[0]) else {
                    throw invalid("a filter is method:…, name:… or user_class:…, not '\(filter)'")
                }
                filters[parts[0]] = parts[1]
            }
            rest = rest[rest.index(after: end)...]
        }
        self.filters = filters
        let condition = String(rest).trimmed
        guard let comparison = Comparison.allCases.first(where: { condition.contains($0.rawValue) }),
            let range = condition.firstRange(of: comparison.rawValue)
        else { throw invalid("no comparison, which is one of < <= > >= == !=") }
        self.comparison = comparison
        guard let limit = Double(String(condition[range.upperBound...]).trimmed), limit.isFinite else {
            throw invalid("the limit must be a number")
        }
        self.limit = limit
        let name = String(condition[..<range.lowerBound]).trimmed
        (aggregation, percentile) = try Threshold.aggregation(name, invalid)
        self.expression = expression
        self.abortsRun = abortsRun
        self.delay = delay
    }

    private static func aggregation(
        _ name: String, _ invalid: (String) -> AssayError
    ) throws -> (String, Double) {
        if ["avg", "min", "max", "med", "count", "rate"].contains(name) { return (name, 0) }
        guard name.hasPrefix("p("), name.hasSuffix(")"), let percentile = Double(name.dropFirst(2).dropLast()),
            percentile >= 0, percentile <= 100
        else { throw invalid("the aggregation is avg, min, max, med, count, rate or p(0 to 100), not '\(name)'") }
        return ("p", percentile)
    }

    /// Every metric that a threshold may speak of.
    static let metrics = [
        "http_req_duration", "http_req_from_send", "http_req_blocked", "http_req_connecting",
        "http_req_tls_handshaking", "http_req_sending", "http_req_waiting", "http_req_receiving", "http_reqs",
        "http_req_failed", "http_req_interrupted", "data_sent", "data_received", "iterations", "dropped_iterations",
    ]
}

extension String {
    /// Without white space at both ends.
    var trimmed: String {
        let head = drop(while: \.isWhitespace)
        guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(head[...last])
    }
}
