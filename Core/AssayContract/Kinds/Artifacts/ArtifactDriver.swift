// Assay: calls a store of artifacts, one call at a time.
// SPDX-License-Identifier: Apache-2.0
package import CAssay

/// Calls a started store on the work loop of a host that the check turns.
package struct ArtifactDriver {
    package typealias Call = UnsafeMutablePointer<assay_artifact_call_t>
    package typealias Failure = UnsafeMutablePointer<assay_error_t>

    package let component: UnsafePointer<assay_component_t>
    package let table: assay_artifact_store_t
    package let loop: OpaquePointer
    private let host: any ContractHost
    private static let mostTurns = 100_000

    package init(
        _ component: UnsafePointer<assay_component_t>, _ table: assay_artifact_store_t, loop: OpaquePointer,
        host: any ContractHost
    ) {
        self.component = component
        self.table = table
        self.loop = loop
        self.host = host
    }

    /// Runs a call to its end. Nil when it was refused in words at once.
    package func run(
        _ name: String, _ begin: (Call, Failure) -> assay_status_t
    ) throws(Violation) -> ArtifactAnswer? {
        let record = CallRecord()
        defer { record.free() }
        var error = CallError.empty()
        var status = assay_status_t.ASSAY_STATUS_UNKNOWN
        var isEarly = false
        try host.onWorkLoop { () throws(Violation) in
            status = begin(record.call, &error)
            isEarly = record.count > 0
        }
        try require(!isEarly, "\(name) calls on_done from inside")
        for _ in 0..<Self.mostTurns where status == .ASSAY_STATUS_OK && record.count == 0 { host.turn() }
        guard status == .ASSAY_STATUS_OK else {
            host.turn()
            try require(record.count == 0, "\(name) is refused and calls on_done all the same")
            try require(CallError.message(error)?.isEmpty == false, "\(name) is refused without a message")
            return nil
        }
        try require(record.count == 1, "\(name) calls on_done \(record.count) times")
        guard let answer = record.answer else { throw Violation("\(name) calls on_done without a result") }
        try require(
            answer.status == .ASSAY_STATUS_OK || !answer.message.isEmpty, "\(name) fails without a message")
        return answer
    }

    /// Runs a call that must succeed.
    @discardableResult
    package func succeed(
        _ name: String, _ begin: (Call, Failure) -> assay_status_t
    ) throws(Violation) -> ArtifactAnswer {
        guard let answer = try run(name, begin) else { throw Violation("\(name) is refused") }
        guard answer.status == .ASSAY_STATUS_OK else { throw Violation("\(name) fails: \(answer.message)") }
        return answer
    }

    /// Runs a call that must end with `status`; it may also be refused at once where `canBeRefused`.
    package func fail(
        _ name: String, _ status: assay_status_t, canBeRefused: Bool = false,
        _ begin: (Call, Failure) -> assay_status_t
    ) throws(Violation) {
        guard let answer = try run(name, begin) else {
            return try require(canBeRefused, "\(name) is refused at once, wanted a result")
        }
        if let reader = answer.reader { close(reader) }
        if let writer = answer.writer { abort(writer) }
        try require(
            answer.status == status, "\(name) ends with status \(answer.status.rawValue), wanted \(status.rawValue)")
    }

    package func close(_ reader: OpaquePointer) {
        try? host.onWorkLoop { () throws(Violation) in table.close_reader(reader) }
        host.turn()
    }

    package func abort(_ writer: OpaquePointer) {
        try? host.onWorkLoop { () throws(Violation) in table.abort(writer) }
        host.turn()
    }
}

/// The memory of a call, and what came of it.
private final class CallRecord {
    let call: UnsafeMutablePointer<assay_artifact_call_t>
    private(set) var count = 0
    private(set) var answer: ArtifactAnswer?

    init() {
        call = .allocate(capacity: 1)
        call.initialize(to: assay_artifact_call_t())
        call.pointee.user_data = Unmanaged.passUnretained(self).toOpaque()
        call.pointee.on_done = { call, result in
            guard let data = call?.pointee.user_data else { return }
            let record = Unmanaged<CallRecord>.fromOpaque(data).takeUnretainedValue()
            record.count += 1
            record.answer = result.map { ArtifactAnswer($0.pointee) }
        }
    }

    /// After a call that never ended the memory stays: the store may still write to it.
    func free() {
        if count > 0 { call.deallocate() }
    }
}
