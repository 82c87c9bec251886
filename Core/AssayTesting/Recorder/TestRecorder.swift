// Assay: a recorder that keeps what it is given.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
public import CAssay

/// A recorder for tests: what clients and users record is kept.
public final class TestRecorder {
    /// One recorded request.
    public struct Request: Equatable {
        /// "GET".
        public let method: String
        /// The name in the statistics.
        public let name: String
        /// How it counts.
        public let outcome: assay_outcome_t
        /// Why it failed; nil on success.
        public let error: String?
        /// The protocol's status; 0 when there is none.
        public let status: Int
        /// Milliseconds from the schedule to the end.
        public let responseTime: Double
        /// Bytes of the body.
        public let responseLength: UInt64
        /// Whose request it was.
        public let userID: UInt64
    }

    /// The recorder as clients see it; it lives as long as this object.
    public let pointer: UnsafeMutablePointer<assay_recorder_t>
    /// What was recorded, in order.
    public private(set) var requests: [Request] = []
    /// Events that break the contract of recorder.h, one sentence each.
    public private(set) var violations: [String] = []
    /// The client of the user that records here; a user host leads to both.
    weak var client: TestClient?
    private var names: [String] = []
    private let userClass: UnsafePointer<CChar>

    /// Makes a recorder of a user class.
    public init(userClass: String = "User") {
        self.userClass = text(userClass)
        pointer = .allocate(capacity: 1)
        pointer.initialize(
            to: assay_recorder_t(
                struct_size: UInt32(MemoryLayout<assay_recorder_t>.size), recorder_data: nil,
                user_class: self.userClass, user_class_length: UInt32(clamping: userClass.utf8.count),
                intern: { recorder, method, name in TestRecorder.of(recorder)?.intern(method, name) ?? 0 },
                record: { recorder, event in
                    guard let event else { return }
                    TestRecorder.of(recorder)?.keep(event.pointee)
                }))
        pointer.pointee.recorder_data = Unmanaged.passUnretained(self).toOpaque()
    }

    deinit {
        pointer.deallocate()
        userClass.deallocate()
    }

    static func of(_ recorder: UnsafePointer<assay_recorder_t>?) -> TestRecorder? {
        guard let data = recorder?.pointee.recorder_data else { return nil }
        return Unmanaged<TestRecorder>.fromOpaque(data).takeUnretainedValue()
    }

    private func intern(_ method: assay_string_t, _ name: assay_string_t) -> UInt32 {
        let key = "\(String(method)) \(String(name))"
        if let known = names.firstIndex(of: key) { return UInt32(known) }
        names.append(key)
        return UInt32(names.count - 1)
    }

    private func keep(_ event: assay_request_event_t) {
        guard let method = event.method, let name = event.name else {
            return violations.append("a request was recorded without method or name")
        }
        let request = Request(
            method: String(cString: method), name: String(cString: name), outcome: event.outcome,
            error: event.error.map { String(cString: $0) }, status: Int(event.status),
            responseTime: event.response_time_ms, responseLength: event.response_length, userID: event.user_id)
        let key = "\(request.method) \(request.name)"
        if !names.indices.contains(Int(event.name_id)) || names[Int(event.name_id)] != key {
            violations.append("'\(key)' was recorded with a name_id that intern did not give for it")
        }
        if request.error == nil, event.outcome == .ASSAY_OUTCOME_FAILURE {
            violations.append("'\(key)': a failure was recorded without an error text")
        }
        if request.error != nil, event.outcome == .ASSAY_OUTCOME_SUCCESS {
            violations.append("'\(key)': a success was recorded with an error text")
        }
        if Int(event.event.struct_size) != MemoryLayout<assay_request_event_t>.size {
            violations.append("'\(key)': struct_size is \(event.event.struct_size)")
        }
        if !request.responseTime.isFinite || request.responseTime < 0 {
            violations.append("'\(key)': the response time is \(request.responseTime)")
        }
        requests.append(request)
    }
}
