// Assay: the conformance check of the kind shape.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// Checks a load shape that is registered with `host`, over the first `seconds` of a test. Returns the problems; none
/// means that it conforms.
public func checkShape(_ host: TestHost, _ id: String, config: String = "{}", seconds: Int = 600)
    -> [String]
{
    var check = Conformance(host, id, kind: ASSAY_KIND_SHAPE, config: config)
    check.whileStarted(assay_shape_t.self) { check, component, table in
        let model = table.get_model(component)
        check.expect(
            model == .ASSAY_MODEL_CLOSED || model == .ASSAY_MODEL_OPEN,
            "get_model gives \(model.rawValue)")
        let isOpen = model == .ASSAY_MODEL_OPEN
        check.expect(!isOpen || table.next_arrivals != nil, "an open shape has no next_arrivals")
        check.expect(isOpen || table.next_arrivals == nil, "a closed shape has next_arrivals")
        var from: assay_duration_t = 0
        for second in 0...max(0, seconds) {
            var target = assay_target_t()
            target.struct_size = UInt32(MemoryLayout<assay_target_t>.size)
            let elapsed = assay_duration_t(second) &* 1_000_000_000
            try AssayError.check { table.tick(component, elapsed, 1, &target, $0) }
            if target.is_finished { break }
            check.checkTarget(target, isOpen, second)
            guard isOpen, table.next_arrivals != nil else { continue }
            let until = elapsed &+ 1_000_000_000
            check.checkArrivals(component, table, from, until)
            from = until
        }
    }
    return check.problems
}

extension Conformance {
    fileprivate mutating func checkTarget(_ target: assay_target_t, _ isOpen: Bool, _ second: Int) {
        if isOpen {
            expect(target.max_users > 0, "max_users is 0 at \(second) s")
        } else {
            expect(
                target.spawn_rate.isFinite && target.spawn_rate > 0,
                "spawn_rate is \(target.spawn_rate) at \(second) s")
        }
        for index in 0..<Int(target.user_class_count) {
            expect(target.user_classes?[index] != nil, "user class \(index) is NULL at \(second) s")
        }
    }

    /// One span, asked for in small portions: ascending, within the span, and no more than there is room for.
    fileprivate mutating func checkArrivals(
        _ component: UnsafePointer<assay_component_t>, _ table: assay_shape_t, _ from: assay_duration_t,
        _ until: assay_duration_t
    ) {
        let capacity: UInt32 = 7
        var last = from
        var arrivals = [assay_duration_t](repeating: -1, count: Int(capacity) + 1)
        for _ in 0..<1_000_000 {
            let count = table.next_arrivals?(component, from, until, &arrivals, capacity) ?? 0
            guard count <= capacity, arrivals[Int(capacity)] == -1 else {
                return expect(false, "next_arrivals writes more than its capacity")
            }
            for arrival in arrivals.prefix(Int(count)) {
                expect(arrival >= last, "an arrival at \(arrival) comes after one at \(last)")
                expect(arrival < until, "an arrival at \(arrival) is not below \(until)")
                last = arrival
            }
            if count < capacity { return }
        }
        expect(false, "next_arrivals does not end below \(until)")
    }
}
