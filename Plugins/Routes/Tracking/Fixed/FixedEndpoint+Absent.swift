// Assay: what the page asks of what this server does not keep.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit

extension FixedEndpoint {
    /// Traces, evaluation datasets and scorers, of which there are none: the page looks for them on its way to runs. Its
    /// own paths alone say so; a client is told that the server has no such operation.
    static func absent(_ prefix: String) -> [FixedEndpoint] {
        [
            ("POST", "traces/search", "searchTraces"), ("POST", "datasets/search", "searchEvaluationDatasets"),
            ("GET", "scorers/list", "listScorers"),
        ].map { method, path, operation in
            FixedEndpoint(
                Route(
                    method, "\(prefix)/ajax-api/3.0/mlflow/\(path)", operation: operation, permission: "read"), json,
                "{}")
        }
    }
}

/// Figures of traces, of which there are none.
struct TraceMetricsEndpoint: Endpoint {
    private static let longestBody = 1 << 16

    let route: Route

    init(_ prefix: String) {
        route = Route(
            "POST", prefix + "/ajax-api/3.0/mlflow/traces/metrics", operation: "queryTraceMetrics", permission: "read",
            body: .buffered(limit: Self.longestBody))
    }

    /// A count of all is 0; other figures, and those by time or by something else, have no points.
    func handle(_ exchange: Exchange, _ store: TrackingStore?) {
        let request = try? JSONValue(parsing: String(decoding: exchange.body, as: UTF8.self))
        let counts = (request?["aggregations"]?.arrayValue ?? []).contains { $0["aggregation_type"] == "COUNT" }
        var points: JSONValue = [:]
        if counts, let name = request?["metric_name"], request?["time_interval_seconds"] == nil,
            request?["dimensions"]?.arrayValue?.isEmpty ?? true
        {
            points = ["data_points": [["metric_name": name, "values": ["COUNT": 0.0]]]]
        }
        exchange.respond(
            RouteAnswer(
                status: 200, headers: [("content-type", "application/json")], body: Array(points.text().utf8)))
    }
}
