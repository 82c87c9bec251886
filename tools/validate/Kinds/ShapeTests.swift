// Assay: tests of load shapes.
// SPDX-License-Identifier: Apache-2.0
import AssayContract
import CAssay

/// Tests of kind/shape.h.
enum ShapeTests {
    private static let kind = ASSAY_KIND_SHAPE
    private static let second: Int64 = 1_000_000_000
    /// More users than any host has; a number beyond is a mistake.
    private static let mostUsers: UInt32 = 100_000_000

    static let all = [
        TableCheck.test("shape-table", kind: kind),
        TestCase("shape-ticks", .kind(kind), "every tick of an hour gives a target that makes sense", ticks),
        TestCase("shape-arrivals", .kind(kind), "arrivals are in order and within their window", arrivals),
    ]

    private static func ticks(_ context: TestContext) throws(Ending) {
        try context.withStarted { component throws(Ending) in
            let shape = try context.table(component, kind, as: assay_shape_t.self)
            let isClosed = shape.pointee.get_model?(component) == .ASSAY_MODEL_CLOSED
            var users: UInt32 = 0
            for elapsed in stride(from: Int64(0), through: 3600, by: 1) {
                let target = try tick(component, shape, elapsed: elapsed * second, users: users)
                if target.is_finished { break }
                try check(target, isClosed: isClosed, elapsed: elapsed)
                users = isClosed ? target.user_count : target.max_users
            }
        }
    }

    private static func tick(
        _ component: UnsafePointer<assay_component_t>, _ shape: UnsafePointer<assay_shape_t>, elapsed: Int64,
        users: UInt32
    ) throws(Ending) -> assay_target_t {
        var target = assay_target_t()
        target.struct_size = UInt32(MemoryLayout<assay_target_t>.size)
        var error = CallError.empty()
        guard let tick = shape.pointee.tick else { throw .failed("tick is NULL") }
        let status = tick(component, elapsed, users, &target, &error)
        try require(
            status == .ASSAY_STATUS_OK,
            "tick at \(elapsed / second) s gives \(status.rawValue): \(CallError.words(error))")
        return target
    }

    private static func check(_ target: assay_target_t, isClosed: Bool, elapsed: Int64) throws(Ending) {
        let place = "at \(elapsed) s"
        if isClosed {
            try require(target.user_count <= mostUsers, "\(place): user_count is \(target.user_count)")
            try require(
                target.spawn_rate.isFinite && target.spawn_rate >= 0, "\(place): spawn_rate is \(target.spawn_rate)")
            try require(target.spawn_rate > 0 || target.user_count == 0, "\(place): spawn_rate is 0 with users")
        } else {
            try require(
                target.max_users > 0 && target.max_users <= mostUsers, "\(place): max_users is \(target.max_users)")
        }
        for index in 0..<Int(target.user_class_count) {
            _ = try Text.read(target.user_classes?[index], "\(place): user_classes[\(index)]")
        }
    }

    private static func arrivals(_ context: TestContext) throws(Ending) {
        try context.withStarted { component throws(Ending) in
            let shape = try context.table(component, kind, as: assay_shape_t.self)
            guard shape.pointee.get_model?(component) == .ASSAY_MODEL_OPEN else {
                try require(shape.pointee.next_arrivals == nil, "next_arrivals is not NULL in the closed model")
                return
            }
            guard let next = shape.pointee.next_arrivals else { throw .failed("next_arrivals is NULL") }
            var buffer = [Int64](repeating: 0, count: 257)
            var from: Int64 = 0
            for step in 1...600 {
                let until = Int64(step) * second / 10
                if try tick(component, shape, elapsed: from, users: 0).is_finished { return }
                var calls = 0
                var count: UInt32 = 0
                repeat {
                    buffer[256] = -1
                    count = next(component, from, until, &buffer, 256)
                    try check(buffer, count: count, from: from, until: until)
                    if count > 0 { from = buffer[Int(count) - 1] }
                    calls += 1
                } while count == 256 && calls < 10_000
                from = until
            }
        }
    }

    private static func check(_ buffer: [Int64], count: UInt32, from: Int64, until: Int64) throws(Ending) {
        try require(count <= 256, "next_arrivals gives \(count) of at most 256")
        try require(buffer[256] == -1, "next_arrivals writes past its capacity")
        var last = from
        for arrival in buffer.prefix(Int(count)) {
            try require(arrival >= last && arrival < until, "arrival \(arrival) is not within \(last) and \(until)")
            last = arrival
        }
    }
}
