// Assay: asks a load shape for every second of a test.
// SPDX-License-Identifier: Apache-2.0
package import CAssay

/// Plays the runner for a started shape.
package struct ShapeCheck {
    private static let second: assay_duration_t = 1_000_000_000
    /// More users than any host has; a number beyond is a mistake.
    private static let mostUsers: UInt32 = 100_000_000
    /// Calls of next_arrivals in one window: more are taken for a list without an end.
    private static let mostCalls = 100_000

    private let component: UnsafePointer<assay_component_t>
    private let table: assay_shape_t
    private let isOpen: Bool

    /// Asks for the model, and looks whether the table fits it.
    package init(_ component: UnsafePointer<assay_component_t>, _ table: assay_shape_t) throws(Violation) {
        self.component = component
        self.table = table
        let model = table.get_model(component)
        let isOpen = model == .ASSAY_MODEL_OPEN
        self.isOpen = isOpen
        try require(isOpen || model == .ASSAY_MODEL_CLOSED, "get_model gives \(model.rawValue)")
        try require(!isOpen || table.next_arrivals != nil, "next_arrivals is NULL in the open model")
        try require(isOpen || table.next_arrivals == nil, "next_arrivals is not NULL in the closed model")
    }

    /// Every tick gives a target that makes sense.
    package func checkTicks(seconds: Int) throws(Violation) {
        var users: UInt32 = 0
        for elapsed in 0...max(0, seconds) {
            let target = try tick(elapsed: assay_duration_t(elapsed) * Self.second, users: users)
            if target.is_finished { return }
            try check(target, "at \(elapsed) s")
            users = isOpen ? target.max_users : target.user_count
        }
    }

    /// In the open model, arrivals are in order and within their window, however small the portions.
    package func checkArrivals(seconds: Int, capacity: UInt32) throws(Violation) {
        guard isOpen, let next = table.next_arrivals else { return }
        var arrivals = [assay_duration_t](repeating: -1, count: Int(capacity) + 1)
        var last: assay_duration_t = 0
        for elapsed in 0..<max(0, seconds) {
            let from = assay_duration_t(elapsed) * Self.second
            if try tick(elapsed: from, users: 0).is_finished { return }
            var calls = 0
            var count = capacity
            while count == capacity {
                count = next(component, max(last, from), from + Self.second, &arrivals, capacity)
                try require(
                    count <= capacity && arrivals[Int(capacity)] == -1, "next_arrivals writes more than its capacity")
                for arrival in arrivals.prefix(Int(count)) {
                    try require(arrival >= last, "an arrival at \(arrival) comes after one at \(last)")
                    try require(
                        from..<from + Self.second ~= arrival,
                        "an arrival at \(arrival) is not within \(from) and \(from + Self.second)")
                    last = arrival
                }
                calls += 1
                try require(calls < Self.mostCalls, "next_arrivals does not end below \(from + Self.second)")
            }
        }
    }

    private func tick(elapsed: assay_duration_t, users: UInt32) throws(Violation) -> assay_target_t {
        var target = assay_target_t()
        target.struct_size = UInt32(MemoryLayout<assay_target_t>.size)
        var error = CallError.empty()
        let status = table.tick(component, elapsed, users, &target, &error)
        try require(
            status == .ASSAY_STATUS_OK,
            "tick at \(elapsed / Self.second) s gives \(status.rawValue): \(CallError.words(error))")
        return target
    }

    private func check(_ target: assay_target_t, _ place: String) throws(Violation) {
        if isOpen {
            try require(1...Self.mostUsers ~= target.max_users, "\(place): max_users is \(target.max_users)")
        } else {
            try require(target.user_count <= Self.mostUsers, "\(place): user_count is \(target.user_count)")
            try require(
                target.spawn_rate.isFinite && target.spawn_rate >= 0, "\(place): spawn_rate is \(target.spawn_rate)")
            try require(target.spawn_rate > 0 || target.user_count == 0, "\(place): spawn_rate is 0 with users")
        }
        for index in 0..<Int(target.user_class_count) {
            _ = try ContractText.read(target.user_classes?[index], "\(place): user_classes[\(index)]")
        }
    }
}
