// Assay: our document of a run.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit
import CAssay

/// Our document of a run: schema assay.report/1, described in README.md.
struct RunDocument {
    let run: RunInfo
    let statistics: StatsSnapshot
    let result: RunResult

    func json(isPretty: Bool) -> [UInt8] {
        var writer = JSONWriter(pretty: isPretty)
        writer.beginObject()
        writer.member("schema", text: "assay.report/1")
        writer.member("version", text: ASSAY_VERSION_STRING)
        writeRun(to: &writer)
        writeResult(to: &writer)
        writer.key("total")
        if let total = statistics.total {
            writer.beginObject()
            write(total, to: &writer)
            writer.endObject()
        } else {
            writer.null()
        }
        write("requests", statistics.rows(.ASSAY_ROW_REQUEST), to: &writer)
        write("user_classes", statistics.rows(.ASSAY_ROW_USER_CLASS), to: &writer)
        writeFaults(to: &writer)
        writer.endObject()
        return writer.bytes
    }

    private func writeRun(to writer: inout JSONWriter) {
        writer.key("run")
        writer.beginObject()
        writer.member("id", text: run.runID)
        writer.member("scenario", text: run.scenario)
        writer.member("host", text: run.host)
        writer.member("start_time", time: run.startTime)
        writer.member("end_time", time: result.endTime)
        writer.key("options")
        if let options = try? JSONValue(parsing: run.options) { writer.value(options) } else { writer.null() }
        writer.objects("tasks", run.taskRatios) { task, writer in
            writer.member("depth", UInt64(max(0, task.depth)))
            writer.member("name", text: task.name)
            writer.member("total_ratio", task.totalRatio)
            writer.member("ratio", task.ratio)
        }
        writer.endObject()
    }

    private func writeResult(to writer: inout JSONWriter) {
        writer.key("result")
        writer.beginObject()
        writer.key("exit_code")
        writer.integer(result.exitCode)
        writer.member("reason", text: result.reason)
        writer.key("valid")
        writer.bool(result.invalidReason.isEmpty)
        writer.member("invalid_reason", text: result.invalidReason)
        writer.endObject()
        writer.objects("thresholds", result.thresholds) { threshold, writer in
            writer.member("expression", text: threshold.expression)
            writer.member("value", threshold.value)
            writer.key("passed")
            writer.bool(threshold.isPassed)
        }
        writer.key("generator")
        writer.beginObject()
        writer.member("iterations", result.iterationCount)
        writer.member("dropped_iterations", result.droppedIterationCount)
        writer.member("cpu_max_percent", result.maximumCPUUsage)
        writer.member("loop_lag_max_ms", result.maximumLoopLag)
        writer.member("dispatch_delay_p99_ms", result.dispatchDelay99)
        writer.endObject()
    }

    private func write(_ key: String, _ rows: [StatsRow], to writer: inout JSONWriter) {
        writer.objects(key, rows) { row, writer in write(row, to: &writer) }
    }

    private func writeFaults(to writer: inout JSONWriter) {
        writer.objects("errors", statistics.errors) { error, writer in
            writer.member("method", text: error.method)
            writer.member("name", text: error.name)
            writer.member("error", text: error.error)
            writer.member("occurrences", error.occurrences)
            writer.member("first_seen", time: error.firstSeen)
            writer.member("last_seen", time: error.lastSeen)
        }
        writer.objects("exceptions", statistics.exceptions) { exception, writer in
            writer.member("message", text: exception.message)
            writer.member("trace", text: exception.trace)
            writer.member("user_class", text: exception.userClass)
            writer.member("task", text: exception.task)
            writer.member("count", exception.count)
        }
        writer.member("other_errors", statistics.otherErrorCount)
        writer.key("has_other_names")
        writer.bool(statistics.hasOtherNames)
    }
}

extension RunDocument {
    /// The members of a row's object.
    private func write(_ row: StatsRow, to writer: inout JSONWriter) {
        writer.member("method", text: row.method)
        writer.member("name", text: row.name)
        writer.member("requests", row.requestCount)
        writer.member("failures", row.failureCount)
        writer.member("interrupted", row.interruptedCount)
        writer.member("content_length", row.contentLength)
        writer.member("bytes_sent", row.bytesSent)
        writer.member("bytes_received", row.bytesReceived)
        writer.member("requests_per_second", row.totalRPS)
        writer.member("failures_per_second", row.totalFailuresPerSecond)
        writer.member("first_request", time: row.firstRequest)
        writer.member("last_request", time: row.lastRequest)
        write("response_time_ms", row.responseTime, to: &writer)
        write("response_time_from_send_ms", row.responseTimeFromSend, to: &writer)
        writer.key("phases_ms")
        writer.beginObject()
        for phase in row.phases { write(phase.name, phase.times, to: &writer) }
        writer.endObject()
    }

    private func write(_ key: String, _ times: StatsTrend, to writer: inout JSONWriter) {
        writer.key(key)
        guard times.count > 0 else { return writer.null() }
        writer.beginObject()
        writer.member("min", times.minimum)
        writer.member("avg", times.average)
        writer.member("max", times.maximum)
        for (name, value) in zip(StatsTrend.reportedPercentiles, times.percentiles) {
            let text = name == name.rounded() ? name.fixed(0) : "\(name)"
            writer.member("p\(text)", value)
        }
        writer.endObject()
    }
}
