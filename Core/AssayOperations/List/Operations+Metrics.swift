// Assay: the operations on metrics.
// SPDX-License-Identifier: Apache-2.0

extension Operations {
    /// The operations on metrics, and the batch that holds parameters and tags as well.
    static let metrics: [Operation] = [
        Operation(
            "logMetric", .post("/2.0/mlflow/runs/log-metric"), Access(.edit, .run, "run_id", "run_uuid"),
            after: ["log_metric"],
            request: [
                .string("run_id"), .string("run_uuid"), .string("key"), .double("value"), .int64("timestamp"),
                .int64("step"), .string("model_id"), .string("dataset_name"), .string("dataset_digest"),
            ],
            checks: [
                Check("run_id", .required, .string), Check("key", .required, .string),
                Check("value", .required, .number), Check("timestamp", .whole, .required), Check("step", .whole),
                Check("model_id", .string), Check("dataset_name", .string), Check("dataset_digest", .string),
            ]),
        Operation(
            "logBatch", .post("/2.0/mlflow/runs/log-batch"), Access(.edit, .run, "run_id"),
            after: ["log_metric", "log_param", "set_tag"],
            request: [
                .string("run_id"), .messages("metrics", .metric), .messages("params", .keyValue),
                .messages("tags", .keyValue),
            ],
            checks: [
                Check("run_id", .string, .required),
                Check("metrics", .array, .elementsHave(["key", "value", "timestamp"])),
                Check("params", .array, .elementsHave(["key"])), Check("tags", .array, .elementsHave(["key"])),
            ],
            countsMembers: true),
        Operation(
            "getMetricHistory", .get("/2.0/mlflow/metrics/get-history"),
            Access(.read, .run, "run_id", "run_uuid"),
            request: [
                .string("run_id"), .string("run_uuid"), .string("metric_key"), .string("page_token"),
                .int32("max_results"),
            ],
            checks: [
                Check("run_id", .string, .required), Check("metric_key", .string, .required),
                Check("page_token", .string),
            ],
            refine: checkPageSize),
        Operation(
            "getMetricHistoryBulk", [Route(.get, "/2.0/mlflow/metrics/get-history-bulk", isAjaxOnly: true)],
            Access(.read, .run, "run_id"),
            request: [.strings("run_id"), .string("metric_key"), .int64("max_results", default: 25000)],
            readsMessage: false, refine: readBulk),
        Operation(
            "getMetricHistoryBulkInterval", .get("/2.0/mlflow/metrics/get-history-bulk-interval"),
            Access(.read, .run, "run_ids"),
            request: [
                .strings("run_ids"), .string("metric_key"), .int32("start_step"), .int32("end_step"),
                .int32("max_results", default: 2500),
            ],
            checks: [
                Check(
                    "run_ids", .required, .array, .elementsAreStrings,
                    .countAtMost(
                        100,
                        "GetMetricHistoryBulkInterval request must specify at most 100 run_ids. "
                            + "Received {count} run_ids.")),
                Check("metric_key", .required, .string), Check("start_step", .whole), Check("end_step", .whole),
                Check(
                    "max_results", .whole, .within(1...2500, "max_results must be between 1 and 2500.")),
            ],
            refine: readInterval),
    ]

    /// A page of a history has at least one point, if its size is given.
    private static let checkPageSize: Operation.Refinement = { request, _ throws(APIError) in
        if let size = request.optionalInt64("max_results"), size <= 0 {
            throw .invalidParameter(
                "Invalid value \(size) for parameter 'max_results' supplied. It must be a positive integer.")
        }
    }

    /// The histories of several runs, which only the query names.
    private static let readBulk: Operation.Refinement = { request, arguments throws(APIError) in
        let runs = arguments.filter { $0.name == "run_id" }.map(\.value)
        if runs.isEmpty {
            throw .invalidParameter("GetMetricHistoryBulk request must specify at least one run_id.")
        }
        if runs.count > 100 {
            throw .invalidParameter(
                "GetMetricHistoryBulk request cannot specify more than 100 run_ids. Received \(runs.count) run_ids.")
        }
        guard let key = arguments.first(where: { $0.name == "metric_key" }) else {
            throw .invalidParameter("GetMetricHistoryBulk request must specify a metric_key.")
        }
        request.set("run_id", runs)
        request.set("metric_key", key.value)
        if let size = try whole("max_results", arguments) { request.set("max_results", min(size, 25000)) }
    }

    /// The interval, which only the query gives: what a body says of it is ignored.
    private static let readInterval: Operation.Refinement = { request, arguments throws(APIError) in
        let size = try whole("max_results", arguments)
        let isBounded = ["start_step", "end_step"].map { name in arguments.contains { $0.name == name } }
        if isBounded[0] != isBounded[1] {
            throw .invalidParameter(
                "If either start step or end step are specified, both must be specified.")
        }
        for name in ["start_step", "end_step", "max_results"] { request.clear(name) }
        if let size { request.set("max_results", size) }
        guard let start = try whole("start_step", arguments), let end = try whole("end_step", arguments) else { return }
        if start > end {
            throw .invalidParameter(
                "end_step must be greater than start_step. Found start_step=\(start) and end_step=\(end).")
        }
        request.set("start_step", start)
        request.set("end_step", end)
    }

    /// A parameter of the query as a whole number, nil if it is not there.
    private static func whole(
        _ name: String, _ arguments: [(name: String, value: String)]
    ) throws(APIError) -> Int64? {
        guard let text = arguments.first(where: { $0.name == name })?.value else { return nil }
        switch PythonNumber.integer(text) {
        case .small(let number): return number
        case .huge(let isNegative): return isNegative ? .min : .max
        case nil: throw .serverFault("\(name) is no whole number")
        }
    }
}
