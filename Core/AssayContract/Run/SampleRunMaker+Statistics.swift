// Assay: the statistics of a sample run.
// SPDX-License-Identifier: Apache-2.0
package import CAssay

extension SampleRunMaker {
    package func row(
        _ kind: assay_row_kind_t, method: String, name: String, count: UInt64, number: Double
    ) -> assay_stats_row_t {
        var row = assay_stats_row_t()
        row.struct_size = UInt32(MemoryLayout<assay_stats_row_t>.size)
        row.kind = kind
        row.method = arena.text(method)
        row.name = arena.text(name)
        row.request_count = count
        row.failure_count = count
        row.content_length = count
        row.bytes_received = count
        row.total_rps = number
        row.total_failures_per_second = number
        row.current_rps = number
        row.response_time = trend(count: count, number: number)
        row.response_time_from_send = row.response_time
        row.current_median = -1
        row.current_percentile_95 = -1
        return row
    }

    private func trend(count: UInt64, number: Double) -> assay_trend_t {
        var trend = assay_trend_t()
        trend.count = count
        trend.minimum = number
        trend.maximum = number
        trend.average = number
        withUnsafeMutableBytes(of: &trend.percentiles) { bytes in
            let values = bytes.bindMemory(to: Double.self)
            for index in values.indices { values[index] = number }
        }
        return trend
    }

    func fault(_ words: String, _ count: UInt64) -> assay_stats_error_t {
        assay_stats_error_t(
            struct_size: UInt32(MemoryLayout<assay_stats_error_t>.size), method: arena.text(words),
            name: arena.text(words),
            error: arena.text(words), occurrences: count, first_seen: Int64.min, last_seen: Int64.max)
    }

    func exception(_ words: String, _ count: UInt64) -> assay_stats_exception_t {
        assay_stats_exception_t(
            struct_size: UInt32(MemoryLayout<assay_stats_exception_t>.size), message: arena.text(words),
            trace: arena.text(words), user_class: arena.text(words), task: arena.text(words), count: count)
    }

    package func snapshot(
        _ rows: UnsafeMutableBufferPointer<assay_stats_row_t>,
        _ errors: UnsafeMutableBufferPointer<assay_stats_error_t>,
        _ exceptions: UnsafeMutableBufferPointer<assay_stats_exception_t>
    ) -> assay_stats_snapshot_t {
        var snapshot = assay_stats_snapshot_t()
        snapshot.struct_size = UInt32(MemoryLayout<assay_stats_snapshot_t>.size)
        snapshot.time = 1_767_225_600_000_000_000
        snapshot.start_time = 1_767_225_500_000_000_000
        snapshot.rows = rows.baseAddress.map { UnsafePointer($0) }
        snapshot.row_count = rows.count
        snapshot.total = rows.baseAddress.map { UnsafePointer($0 + rows.count - 1) }
        snapshot.errors = errors.baseAddress.map { UnsafePointer($0) }
        snapshot.error_count = errors.count
        snapshot.exceptions = exceptions.baseAddress.map { UnsafePointer($0) }
        snapshot.exception_count = exceptions.count
        snapshot.has_other_names = !errors.isEmpty
        snapshot.visit_response_times = { _, row, visit, userData in
            guard let row = row?.pointee, row.request_count > 0 else { return }
            visit?(userData, 1.5, row.request_count)
        }
        snapshot.visit_seconds = { snapshot, row, visit, userData in
            guard let row = row?.pointee, row.request_count > 0 else { return }
            visit?(userData, (snapshot?.pointee.time ?? 0) / 1_000_000_000, row.request_count, row.failure_count)
        }
        return snapshot
    }
}
