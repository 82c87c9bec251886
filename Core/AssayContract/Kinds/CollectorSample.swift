// Assay: requests that a collector is to count.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Counts sample requests in a shard, on the shard's loop.
struct CollectorSample {
    /// Response times of the successes of one round, in milliseconds.
    static let times: [Double] = [1, 5, 0.25, 80, 1000]
    /// Per round: the successes, and one failure of 12 ms; one more request is cut off.
    static let count = UInt64(times.count) + 1
    static let length: UInt64 = 100
    /// A wall-clock time, in nanoseconds.
    static let start: assay_time_t = 1_767_225_600_000_000_000
    /// Names with what CSV, JSON and C take for special.
    static let page = "/a,\"b\""
    static let error = "503 Service Unavailable"

    private let arena = Arena()
    let collector: assay_collector_t
    let shard: OpaquePointer

    /// Counts one round: five successes, a failure and an interrupted request.
    func addRound() {
        for time in Self.times { add("GET", Self.page, "Buyer", .ASSAY_OUTCOME_SUCCESS, time) }
        add("POST", "/pay", "Buyer", .ASSAY_OUTCOME_FAILURE, 12)
        add("GET", "/pay", "Reader", .ASSAY_OUTCOME_INTERRUPTED, 0)
    }

    /// Counts an error that a task has thrown.
    func addException() {
        var event = assay_user_event_t()
        event.event.struct_size = UInt32(MemoryLayout<assay_user_event_t>.size)
        event.event.time = Self.start
        event.user_class = arena.text("Buyer")
        event.user_class_length = 5
        event.task = arena.text("pay")
        event.task_length = 3
        event.error = arena.text("no money")
        event.error_length = 8
        event.trace = arena.text("Shop.swift:12")
        event.trace_length = 13
        event.user_id = 1
        collector.add_exception(shard, &event)
    }

    private func add(
        _ method: String, _ name: String, _ userClass: String, _ outcome: assay_outcome_t, _ time: Double
    ) {
        var event = assay_request_event_t()
        event.event.struct_size = UInt32(MemoryLayout<assay_request_event_t>.size)
        event.event.time = Self.start
        event.start_time = Self.start
        event.scheduled_time = Self.start
        (event.method, event.method_length) = text(method)
        (event.name, event.name_length) = text(name)
        (event.user_class, event.user_class_length) = text(userClass)
        if outcome == .ASSAY_OUTCOME_FAILURE { (event.error, event.error_length) = text(Self.error) }
        event.outcome = outcome
        event.user_id = 1
        event.response_length = outcome == .ASSAY_OUTCOME_INTERRUPTED ? 0 : Self.length
        event.response_time_ms = time
        event.response_time_from_send_ms = time
        event.name_id = collector.intern(shard, Self.string(event.method, method), Self.string(event.name, name))
        let classID = collector.intern_user_class(shard, Self.string(event.user_class, userClass))
        collector.add(shard, classID, &event)
    }

    private func text(_ text: String) -> (UnsafePointer<CChar>?, UInt32) {
        (arena.text(text), UInt32(clamping: text.utf8.count))
    }

    private static func string(_ data: UnsafePointer<CChar>?, _ text: String) -> assay_string_t {
        assay_string_t(data: data, length: text.utf8.count)
    }
}
