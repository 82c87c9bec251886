// Assay: what exporters are told, as C structs.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

extension TestRun {
    /// What is known when the run begins. It lives until the run is freed: exporters keep it until they have finished.
    func makeRunInfo() -> UnsafePointer<assay_run_info_t> {
        let rows = TaskRatio.rows(classes, shares: shares)
        let ratios = rows.map { row in
            assay_task_ratio_t(
                depth: row.depth, name: texts.keep(row.name), total_ratio: row.total, ratio: row.ratio)
        }
        let kept = UnsafeMutablePointer<assay_task_ratio_t>.allocate(capacity: max(ratios.count, 1))
        kept.initialize(from: ratios, count: ratios.count)
        texts.own(kept)
        let hosts = Set(classes.map(\.host))
        let info = UnsafeMutablePointer<assay_run_info_t>.allocate(capacity: 1)
        texts.own(info)
        info.initialize(
            to: assay_run_info_t(
                struct_size: UInt32(MemoryLayout<assay_run_info_t>.size), run_id: texts.keep(runID),
                scenario: texts.keep(plan.targets),
                host: texts.keep(plan.host ?? (hosts.count == 1 ? hosts.first ?? "" : "")),
                start_time: startTime, options: texts.keep(plan.options), task_ratios: kept,
                task_ratio_count: ratios.count))
        return UnsafePointer(info)
    }

    /// The classes' parts of all users.
    var shares: [Double] {
        UserDispatcher.shares(
            weights: classes.map(\.weight), fixedCounts: classes.map(\.fixedCount), userCount: plan.users)
    }

    /// Lends how the run stands.
    func withRunState(_ body: (inout assay_run_state_t) -> Void) {
        let counts = classes.enumerated().map { number, userClass in
            assay_user_class_count_t(
                user_class: texts.keep(userClass.name),
                user_count: UInt32(
                    clamping: health.classCounts.indices.contains(number) ? health.classCounts[number] : 0))
        }
        counts.withUnsafeBufferPointer { counts in
            var state = assay_run_state_t(
                struct_size: UInt32(MemoryLayout<assay_run_state_t>.size), state: texts.keep(state.rawValue),
                user_count: UInt32(clamping: health.userCount), user_classes: counts.baseAddress,
                user_class_count: counts.count, iteration_count: health.iterationCount,
                dropped_iteration_count: health.droppedCount, cpu_usage: health.cpuUsage, loop_lag_ms: health.loopLag,
                dispatch_delay_p99_ms: health.dispatchDelay)
            body(&state)
        }
    }

    /// Lends how the run ended.
    func withRunResult(
        _ thresholds: [JudgedThreshold], invalid: String, exitCode: Int32, endTime: assay_time_t,
        _ body: (inout assay_run_result_t) -> Void
    ) {
        let results = thresholds.map { judged in
            assay_threshold_result_t(
                expression: texts.keep(judged.threshold.expression), value: judged.value ?? 0,
                has_value: judged.value != nil, is_passed: judged.isPassed)
        }
        results.withUnsafeBufferPointer { results in
            var result = assay_run_result_t(
                struct_size: UInt32(MemoryLayout<assay_run_result_t>.size), exit_code: exitCode, end_time: endTime,
                reason: texts.keep(reason), invalid_reason: texts.keep(invalid), thresholds: results.baseAddress,
                threshold_count: results.count, iteration_count: health.iterationCount,
                dropped_iteration_count: health.droppedCount, dispatch_delay_p99_ms: health.dispatchDelayOverall,
                loop_lag_max_ms: health.loopLagMax, cpu_usage_max: health.cpuUsageMax)
            body(&result)
        }
    }
}
