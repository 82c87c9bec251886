// Assay: the course of a sample run.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension SampleRunMaker {
    func runInfo(_ texts: [String]) -> assay_run_info_t {
        let ratios = arena.array(
            texts.map { assay_task_ratio_t(depth: 0, name: arena.text($0), total_ratio: 1, ratio: 1) })
        var info = assay_run_info_t()
        info.struct_size = UInt32(MemoryLayout<assay_run_info_t>.size)
        info.run_id = arena.text("run-1")
        info.scenario = arena.text(texts.first ?? "scenario")
        info.host = arena.text(texts.dropFirst().first ?? "")
        info.start_time = 1_767_225_500_000_000_000
        info.options = arena.text("{}")
        info.task_ratios = ratios.baseAddress.map { UnsafePointer($0) }
        info.task_ratio_count = ratios.count
        return info
    }

    func runState(_ texts: [String], _ numbers: [Double]) -> assay_run_state_t {
        let classes = arena.array(
            texts.map { assay_user_class_count_t(user_class: arena.text($0), user_count: UInt32.max) })
        var state = assay_run_state_t()
        state.struct_size = UInt32(MemoryLayout<assay_run_state_t>.size)
        state.state = arena.text("running")
        state.user_count = texts.isEmpty ? 0 : UInt32.max
        state.user_classes = classes.baseAddress.map { UnsafePointer($0) }
        state.user_class_count = classes.count
        state.cpu_usage = numbers[0]
        state.loop_lag_ms = numbers[0]
        state.dispatch_delay_p99_ms = numbers[0]
        return state
    }

    func runResult(_ texts: [String], _ numbers: [Double]) -> assay_run_result_t {
        let thresholds = arena.array(
            texts.map {
                assay_threshold_result_t(
                    expression: arena.text($0), value: numbers[0], has_value: true, is_passed: false)
            })
        var result = assay_run_result_t()
        result.struct_size = UInt32(MemoryLayout<assay_run_result_t>.size)
        result.exit_code = 1
        result.end_time = 1_767_225_600_000_000_000
        result.reason = arena.text(texts.first ?? "interrupted")
        result.invalid_reason = arena.text(texts.first ?? "")
        result.thresholds = thresholds.baseAddress.map { UnsafePointer($0) }
        result.threshold_count = thresholds.count
        return result
    }
}
