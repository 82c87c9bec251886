// Assay: what a runner tells exporters, as a test sets it.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Foundation

@testable import AssayKit

/// What a runner tells exporters beside the statistics. The texts live as long as this.
final class RunFacts {
    var info = assay_run_info_t()
    var state = assay_run_state_t()
    var result = assay_run_result_t()
    private var texts: [UnsafeMutablePointer<CChar>?] = []
    private let ratios = UnsafeMutablePointer<assay_task_ratio_t>.allocate(capacity: 2)
    private let thresholds = UnsafeMutablePointer<assay_threshold_result_t>.allocate(capacity: 2)
    private let classes = UnsafeMutablePointer<assay_user_class_count_t>.allocate(capacity: 1)

    init(scenario: String = "shop.so", start: Double = 1_700_000_000, invalid: String = "") {
        info.run_id = text("1700000000")
        info.scenario = text(scenario)
        info.host = text("http://shop.test")
        info.start_time = Int64(start * 1e9)
        info.options = text(#"{"users": 20, "spawn_rate": 2.5, "run_time": 60}"#)
        ratios[0] = assay_task_ratio_t(depth: 0, name: text("Shopper"), total_ratio: 1, ratio: 1)
        ratios[1] = assay_task_ratio_t(depth: 1, name: text("browse <all>"), total_ratio: 0.75, ratio: 0.75)
        info.task_ratios = UnsafePointer(ratios)
        info.task_ratio_count = 2
        classes[0] = assay_user_class_count_t(user_class: text("Shopper"), user_count: 20)
        state.state = text("running")
        state.user_count = 20
        state.user_classes = UnsafePointer(classes)
        state.user_class_count = 1
        state.cpu_usage = 31
        result.exit_code = 99
        result.reason = text("run time reached")
        result.invalid_reason = text(invalid)
        thresholds[0] = assay_threshold_result_t(
            expression: text("http_req_duration{name:/pay} p(95)<250"), value: 123.25, has_value: true, is_passed: true)
        thresholds[1] = assay_threshold_result_t(
            expression: text("http_req_failed rate<0.01"), value: 0, has_value: false, is_passed: false)
        result.thresholds = UnsafePointer(thresholds)
        result.threshold_count = 2
        result.iteration_count = 77
        result.end_time = Int64((start + 60) * 1e9)
    }

    deinit {
        for text in texts { free(text) }
        ratios.deallocate()
        thresholds.deallocate()
        classes.deallocate()
    }

    /// Begins, updates and finishes a run on one snapshot.
    func report(with exporter: any ExporterComponent, _ snapshot: StatsSnapshot, updates: Int = 1) throws {
        try withUnsafePointers { info, state, result in
            try exporter.begin(RunInfo(info))
            for _ in 0..<updates { exporter.update(snapshot, RunState(state)) }
            try exporter.finish(snapshot, RunState(state), RunResult(result))
        }
    }

    func withUnsafePointers<Value>(
        _ body: (
            UnsafePointer<assay_run_info_t>, UnsafePointer<assay_run_state_t>, UnsafePointer<assay_run_result_t>
        ) throws -> Value
    ) rethrows -> Value {
        try withUnsafePointer(to: info) { info in
            try withUnsafePointer(to: state) { state in
                try withUnsafePointer(to: result) { try body(info, state, $0) }
            }
        }
    }

    private func text(_ text: String) -> UnsafePointer<CChar>? {
        texts.append(strdup(text))
        return texts.last.flatMap { $0 }.map { UnsafePointer($0) }
    }
}
