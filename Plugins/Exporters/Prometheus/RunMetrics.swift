// Assay: the metrics of a run.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay

/// The metrics of a run: k6's names with Prometheus' units, all beginning with "assay_".
struct RunMetrics {
    let labels: [MetricText.Label]
    let buckets: [Double]
    let nameLimit: Int

    /// Writes everything that is known while the run goes on.
    func write(_ statistics: StatsSnapshot, _ state: RunState, to text: inout MetricText) {
        let all = statistics.rows(.ASSAY_ROW_REQUEST)
        let rows = most(all)
        text.begin("assay_run_info", "gauge", "The run that the other metrics are of.")
        text.sample("assay_run_info", labels, 1)
        text.begin("assay_names_omitted", "gauge", "Request names that have no metrics for want of room.")
        text.sample("assay_names_omitted", [], Double(all.count - rows.count))
        write(counts: rows, to: &text)
        writeTimes(rows, to: &text)
        writePhases(rows, to: &text)
        text.begin("assay_http_req_errors_total", "counter", "Failed requests by cause.")
        for error in statistics.errors {
            let labels = [("method", error.method), ("name", error.name), ("error", error.error)]
            text.sample("assay_http_req_errors_total", labels, Double(error.occurrences))
        }
        write(state, to: &text)
    }

    /// Writes the verdict.
    func write(_ result: RunResult, to text: inout MetricText) {
        text.begin("assay_run_exit_code", "gauge", "The exit code of the run, when it has ended.")
        text.sample("assay_run_exit_code", [], Double(result.exitCode))
        text.begin("assay_run_valid", "gauge", "1 when the generator kept its schedule, else 0.")
        text.sample("assay_run_valid", [], result.invalidReason.isEmpty ? 1 : 0)
        text.begin("assay_threshold_passed", "gauge", "1 when a threshold holds, else 0.")
        var seen: Set<String> = []
        for threshold in result.thresholds where seen.insert(threshold.expression).inserted {
            let labels = [("expression", threshold.expression)]
            text.sample("assay_threshold_passed", labels, threshold.isPassed ? 1 : 0)
        }
    }

    /// The rows with the most requests, in their order, as many as there is room for.
    private func most(_ rows: [StatsRow]) -> [StatsRow] {
        guard rows.count > nameLimit else { return rows }
        let places = rows.indices.sorted { rows[$0].requestCount > rows[$1].requestCount }.prefix(nameLimit)
        return places.sorted().map { rows[$0] }
    }

    private func write(counts rows: [StatsRow], to text: inout MetricText) {
        let counters: [(name: String, help: String, value: (StatsRow) -> UInt64)] = [
            ("assay_http_reqs_total", "Finished requests.", { $0.requestCount }),
            ("assay_http_req_failed_total", "Failed requests.", { $0.failureCount }),
            ("assay_http_req_interrupted_total", "Requests that the end of the test cut off.", { $0.interruptedCount }),
            ("assay_data_sent_bytes_total", "Bytes sent.", { $0.bytesSent }),
            ("assay_data_received_bytes_total", "Bytes received.", { $0.bytesReceived }),
        ]
        for counter in counters {
            text.begin(counter.name, "counter", counter.help)
            for row in rows { text.sample(counter.name, Self.labels(row), Double(counter.value(row))) }
        }
    }

    private func write(_ state: RunState, to text: inout MetricText) {
        text.begin("assay_users", "gauge", "Simulated users by class.")
        for userClass in state.userClasses {
            text.sample("assay_users", [("user_class", userClass.name)], Double(userClass.count))
        }
        let figures: [(name: String, type: String, help: String, value: Double)] = [
            ("assay_iterations_total", "counter", "Iterations begun and ended.", Double(state.iterationCount)),
            (
                "assay_dropped_iterations_total", "counter", "Iterations that found no free user.",
                Double(state.droppedIterationCount)
            ),
            ("assay_generator_cpu_ratio", "gauge", "CPU of the generator, 1 is one core.", state.cpuUsage / 100),
            ("assay_generator_loop_lag_seconds", "gauge", "Largest loop lag of the last second.", state.loopLag / 1000),
            (
                "assay_generator_dispatch_delay_seconds", "gauge", "99 % of the dispatch delays of the last second.",
                state.dispatchDelay99 / 1000
            ),
        ]
        for figure in figures {
            text.begin(figure.name, figure.type, figure.help)
            text.sample(figure.name, [], figure.value.isFinite ? figure.value : 0)
        }
    }

    static func labels(_ row: StatsRow) -> [MetricText.Label] { [("method", row.method), ("name", row.name)] }
}
