// Assay: makes calls to a tracking store.
// SPDX-License-Identifier: Apache-2.0
package import CAssay

/// Plays the routes for a started store. It reads, and asks for what is not there.
package struct TrackingCheck {
    private static let mostTurns = 100_000

    private let component: UnsafePointer<assay_component_t>
    private let table: assay_tracking_t
    private let host: any ContractHost

    package init(
        _ component: UnsafePointer<assay_component_t>, _ table: assay_tracking_t, host: any ContractHost
    ) {
        self.component = component
        self.table = table
        self.host = host
    }

    /// Calls are answered once, later, with an answer that makes sense, or refused in words.
    package func check() throws(Violation) {
        try call("com.example.nothing", "{}", mustFail: true)
        try call("getRun", #"{"run_id": "00000000000000000000000000000000"}"#, mustFail: true)
        try call("getRun", "{", mustFail: true)
        try call("searchExperiments", #"{"max_results": 1}"#, mustFail: false)
        try call("searchExperiments", "", mustFail: false)
        try logMetrics()
    }

    private func call(_ operation: String, _ body: String, mustFail: Bool) throws(Violation) {
        let name = "call of '\(operation)'"
        try run(name, mustFail: mustFail) { call, error in
            var (operation, body) = (operation, body)
            return operation.withUTF8 { operation in
                body.withUTF8 { body in
                    var request = assay_tracking_request_t()
                    request.struct_size = UInt32(MemoryLayout<assay_tracking_request_t>.size)
                    request.operation = assay_string_t(
                        data: UnsafeRawPointer(operation.baseAddress)?.assumingMemoryBound(to: CChar.self),
                        length: operation.count)
                    request.body = assay_bytes_t(data: body.baseAddress, length: body.count)
                    return table.call(component, &request, call, error)
                }
            }
        }
    }

    private func logMetrics() throws(Violation) {
        let texts = Arena()
        let (run, key) = ("00000000000000000000000000000000", "m")
        var point = assay_metric_point_t()
        point.key = assay_string_t(data: texts.text(key), length: key.utf8.count)
        let id = assay_string_t(data: texts.text(run), length: run.utf8.count)
        try self.run("log_metrics of a run that is not there", mustFail: true) { call, error in
            table.log_metrics(component, assay_string_t(), assay_string_t(), id, &point, 1, call, error)
        }
    }

    private func run(
        _ name: String, mustFail: Bool,
        _ begin: (UnsafeMutablePointer<assay_tracking_call_t>, UnsafeMutablePointer<assay_error_t>) -> assay_status_t
    ) throws(Violation) {
        let record = TrackingRecord()
        var error = CallError.empty()
        let status = begin(record.call, &error)
        try require(record.answers.isEmpty, "\(name) calls on_done from inside")
        for _ in 0..<Self.mostTurns where status == .ASSAY_STATUS_OK && record.answers.isEmpty { host.turn() }
        host.turn()
        guard status == .ASSAY_STATUS_OK else {
            try require(record.answers.isEmpty, "\(name) is refused and calls on_done all the same")
            try require(CallError.message(error)?.isEmpty == false, "\(name) is refused without a message")
            return try require(mustFail, "\(name) is refused: \(CallError.words(error))")
        }
        try require(record.answers.count == 1, "\(name) calls on_done \(record.answers.count) times")
        guard let response = record.answers.first ?? nil else { throw Violation("\(name) is answered with NULL") }
        defer {
            table.release(component, response)
            record.free()
        }
        let answer = response.pointee
        try require(
            Int(answer.struct_size) == MemoryLayout<assay_tracking_response_t>.size,
            "struct_size of the answer to \(name) is \(answer.struct_size)")
        try require(
            (200..<600).contains(answer.http_status), "\(name) is answered with the HTTP status \(answer.http_status)")
        try require(
            !mustFail || answer.http_status >= 400, "\(name) is answered with the HTTP status \(answer.http_status)")
        try require(
            answer.body.data != nil || answer.body.length == 0, "the answer to \(name) has a length and no body")
        let type = try ContractText.read(answer.content_type, "the content type of the answer to \(name)")
        try require(answer.body.length == 0 || !type.isEmpty, "the answer to \(name) has no content type")
    }
}

/// The memory of a call, and its answers.
private final class TrackingRecord {
    let call: UnsafeMutablePointer<assay_tracking_call_t>
    private(set) var answers: [UnsafeMutablePointer<assay_tracking_response_t>?] = []

    init() {
        call = .allocate(capacity: 1)
        call.initialize(to: assay_tracking_call_t())
        call.pointee.user_data = Unmanaged.passUnretained(self).toOpaque()
        call.pointee.on_done = { call, response in
            guard let data = call?.pointee.user_data else { return }
            Unmanaged<TrackingRecord>.fromOpaque(data).takeUnretainedValue().answers.append(response)
        }
    }

    /// After a call that never ended the memory stays: the store may still write to it.
    func free() { call.deallocate() }
}
