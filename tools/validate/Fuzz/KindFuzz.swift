// Assay: random calls of a kind.
// SPDX-License-Identifier: Apache-2.0
import AssayContract
import CAssay

/// Random calls of a started component's kind, in an order that its header allows.
struct KindFuzz {
    let context: TestContext
    let component: UnsafePointer<assay_component_t>
    let kind: String

    func run(_ random: inout SeededRandom) throws(Ending) {
        _ = component.pointee.get_extension?(component, random.below(2) == 0 ? kind : "org.example.none/1")
        switch kind {
        case ASSAY_KIND_SHAPE: try shape(&random)
        case ASSAY_KIND_EXPORTER: try exporter(&random)
        case ASSAY_KIND_SCENARIO: try scenario(&random)
        default: break
        }
    }

    private func shape(_ random: inout SeededRandom) throws(Ending) {
        let shape = try context.table(component, kind, as: assay_shape_t.self).pointee
        var elapsed: Int64 = 0
        for _ in 0..<random.below(50) {
            elapsed += Int64(random.below(100_000)) * 1_000_000
            var target = assay_target_t()
            target.struct_size = UInt32(MemoryLayout<assay_target_t>.size)
            var error = CallError.empty()
            let users = UInt32(random.below(1_000_000))
            let status = shape.tick?(component, elapsed, users, &target, &error)
            try require(
                status == .ASSAY_STATUS_OK || CallError.message(error)?.isEmpty == false,
                "tick fails without a message")
            if status != .ASSAY_STATUS_OK || target.is_finished { return }
            try require(target.spawn_rate.isFinite, "spawn_rate is \(target.spawn_rate) at \(elapsed) ns")
        }
    }

    private func exporter(_ random: inout SeededRandom) throws(Ending) {
        let exporter = try context.table(component, kind, as: assay_exporter_t.self).pointee
        for _ in 0..<random.below(3) {
            let run = random.below(2) == 0 ? SampleRun.empty : SampleRun.hostile
            var error = CallError.empty()
            guard exporter.begin?(component, run.info, &error) == .ASSAY_STATUS_OK else {
                try require(CallError.message(error)?.isEmpty == false, "begin fails without a message")
                continue
            }
            for _ in 0..<random.below(5) { exporter.update?(component, run.snapshot, run.state) }
            if random.below(5) == 0 { return }
            let status = exporter.finish?(component, run.snapshot, run.state, run.result, &error)
            try require(
                status == .ASSAY_STATUS_OK || CallError.message(error)?.isEmpty == false,
                "finish fails without a message")
        }
    }

    private func scenario(_ random: inout SeededRandom) throws(Ending) {
        let table = try context.table(component, kind, as: assay_scenario_t.self)
        let classes = try ScenarioTests.classes(of: component, table)
        guard !classes.isEmpty else { return }
        let index = random.below(classes.count)
        let drive = UserDrive(context.host, component, table.pointee, classIndex: UInt32(index))
        do {
            try context.host.on(context.host.work) { () throws(Ending) in try drive.createUser() }
        } catch {
            if error.verdict.isBad { throw error }
            return
        }
        let set = classes[index].pointee.task_sets?.pointee
        for _ in 0..<random.below(4) {
            guard let set, let task = set.tasks?[random.below(Int(set.task_count))] else { break }
            if task.task_set == ScenarioTests.none {
                try drive.step(.ASSAY_STEP_TASK, task.index, "task \(task.index)")
            }
        }
        try drive.finish()
    }
}
