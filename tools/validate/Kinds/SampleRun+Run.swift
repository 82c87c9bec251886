// Assay: the course of a sample run.
// SPDX-License-Identifier: Apache-2.0
import CAssay

extension SampleRun {
    static func runInfo(_ texts: [String]) -> assay_run_info_t {
        let ratios = array(
            texts.map { assay_task_ratio_t(depth: 0, name: text($0), total_ratio: 1, ratio: 1) })
        var info = assay_run_info_t()
        info.struct_size = UInt32(MemoryLayout<assay_run_info_t>.size)
        info.run_id = text("run-1")
        info.scenario = text(texts.first ?? "scenario")
        info.host = text(texts.dropFirst().first ?? "")
        info.start_time = 1_767_225_500_000_000_000
        info.options = text("{}")
        info.task_ratios = ratios.baseAddress.map { UnsafePointer($0) }
        info.task_ratio_count = ratios.count
        return info
    }

    static func runState(_ texts: [String], _ numbers: [Double]) -> assay_run_state_t {
        let classes = array(texts.map { assay_user_class_count_t(user_class: text($0), user_count: UInt32.max) })
        var state = assay_run_state_t()
        state.struct_size = UInt32(MemoryLayout<assay_run_state_t>.size)
        state.state = text("running")
        state.user_count = texts.isEmpty ? 0 : UInt32.max
        state.user_classes = classes.baseAddress.map { UnsafePointer($0) }
        state.user_class_count = classes.count
        state.cpu_usage = numbers[0]
        state.loop_lag_ms = numbers[0]
        state.dispatch_delay_p99_ms = numbers[0]
        return state
    }

    static func runResult(_ texts: [String], _ numbers: [Double]) -> assay_run_result_t {
        let thresholds = array(
            texts.map {
                assay_threshold_result_t(expression: text($0), value: numbers[0], has_value: true, is_passed: false)
            })
        var result = assay_run_result_t()
        result.struct_size = UInt32(MemoryLayout<assay_run_result_t>.size)
        result.exit_code = 1
        result.end_time = 1_767_225_600_000_000_000
        result.reason = text(texts.first ?? "interrupted")
        result.invalid_reason = text(texts.first ?? "")
        result.thresholds = thresholds.baseAddress.map { UnsafePointer($0) }
        result.threshold_count = thresholds.count
        return result
    }
}
