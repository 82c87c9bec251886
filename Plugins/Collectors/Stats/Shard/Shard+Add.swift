// Assay: how a shard counts a request or an exception.
// SPDX-License-Identifier: Apache-2.0
import CAssay

/// All of these run on the shard's loop. In the steady state (names, errors and pages known) they allocate nothing.
extension UnsafeMutablePointer<Shard> {
    /// The number of (method, name).
    func intern(_ method: UnsafeRawBufferPointer, _ name: UnsafeRawBufferPointer) -> UInt32 {
        pointee.names.intern(method, name).map { UInt32(truncatingIfNeeded: $0) } ?? Shard.otherName
    }

    /// The number of a user class.
    func internUserClass(_ name: UnsafeRawBufferPointer) -> UInt32 {
        let none = UnsafeRawBufferPointer(start: nil, count: 0)
        return pointee.userClasses.intern(none, name).map { UInt32(truncatingIfNeeded: $0) } ?? Shard.otherUserClass
    }

    /// Counts a request.
    @inline(__always)
    func add(_ userClass: UInt32, _ event: UnsafePointer<assay_request_event_t>) {
        let found = pointee.cells.find(Int(event.pointee.name_id), Int(userClass))
        let cell = found ?? makeCell(event.pointee.name_id, userClass)
        let population = cell.pointee.population ?? begin(cell)
        let time = event.pointee.endTime
        population.pointee.add(event, time, &pointee.pages)
        if event.pointee.outcome == .ASSAY_OUTCOME_FAILURE { addError(cell, event, time) }
    }

    /// Counts an error thrown by a task.
    func addException(_ event: UnsafePointer<assay_user_event_t>) {
        let event = event.pointee
        let message = Self.bytes(event.error, event.error_length)
        let trace = TextBuffer.cut(Self.bytes(event.trace, event.trace_length), 8 * TextBuffer.limit)
        let masked = pointee.maskedText.masked(message)
        let place = self.place(event)
        pointee.exceptions.add(masked, trace, place, event.event.time)
    }

    private func addError(
        _ cell: UnsafeMutablePointer<Cell>, _ event: UnsafePointer<assay_request_event_t>, _ time: Int64
    ) {
        let text = pointee.maskedText.masked(Self.bytes(event.pointee.error, event.pointee.error_length))
        var number = event.pointee.name_id
        withUnsafeBytes(of: &number) { pointee.errors.add($0, text, cell.pointee.origin.pointee.name, time) }
    }

    /// Makes the cell of two numbers; a number that nobody was given counts as the one of all others.
    private func makeCell(_ name: UInt32, _ userClass: UInt32) -> UnsafeMutablePointer<Cell> {
        let name = Int(name) < pointee.names.count ? Int(name) : Int(Shard.otherName)
        let userClass = Int(userClass) < pointee.userClasses.count ? Int(userClass) : Int(Shard.otherUserClass)
        if let cell = pointee.cells.find(name, userClass) { return cell }
        let cell = Cell(pointee.names[name], pointee.userClasses[userClass])
        return pointee.cells.make(name, userClass, cell)
    }

    /// Gives a cell a population: the first request since the last flip has come.
    private func begin(_ cell: UnsafeMutablePointer<Cell>) -> UnsafeMutablePointer<Population> {
        let population = pointee.spare ?? Population.allocate()
        pointee.spare = population.pointee.next
        population.pointee.next = pointee.dirty
        population.pointee.cell = cell
        pointee.dirty = population
        cell.pointee.population = population
        return population
    }

    /// Where an exception was thrown, interned among the names so that it is copied once.
    private func place(_ event: assay_user_event_t) -> TextPair {
        let number = pointee.places.intern(
            Self.bytes(event.user_class, event.user_class_length), Self.bytes(event.task, event.task_length))
        return pointee.places[number ?? 0]
    }

    private static func bytes(_ text: UnsafePointer<CChar>?, _ length: UInt32) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: text, count: text == nil ? 0 : Int(length))
    }
}

extension assay_request_event_t {
    /// When the request ended: the event's time, or what the times say when an emitter gives none.
    @inline(__always)
    fileprivate var endTime: Int64 {
        if event.time > 0 { return event.time }
        let duration = response_time_from_send_ms
        guard start_time > 0, duration >= 0, duration < 1e9 else { return max(0, start_time) }
        return start_time &+ Int64(duration * 1e6)
    }
}

extension Population {
    /// Counts a request that ended at `time`.
    @inline(__always)
    fileprivate mutating func add(
        _ event: UnsafePointer<assay_request_event_t>, _ time: Int64, _ pool: inout PagePool
    ) {
        bytesSent &+= event.pointee.bytes_sent
        bytesReceived &+= event.pointee.bytes_received
        guard event.pointee.outcome != .ASSAY_OUTCOME_INTERRUPTED else {
            interruptedCount &+= 1
            return
        }
        let isFailure = event.pointee.outcome == .ASSAY_OUTCOME_FAILURE
        requestCount &+= 1
        failureCount &+= isFailure ? 1 : 0
        contentLength &+= event.pointee.response_length
        addTimes(event.pointee.response_time_ms, fromSend: event.pointee.response_time_from_send_ms, &pool)
        addPhases(event.pointee.timings, &pool)
        let began = event.pointee.start_time > 0 ? event.pointee.start_time : time
        if firstRequest == 0 || began < firstRequest { firstRequest = began }
        if time > lastRequest { lastRequest = time }
        seconds.add(second: time / 1_000_000_000, requests: 1, failures: isFailure ? 1 : 0)
    }

    @inline(__always)
    private func addPhases(_ timings: assay_timings_t, _ pool: inout PagePool) {
        func add(_ phase: Int, _ duration: Int64, _ pool: inout PagePool) {
            if duration > 0 { phases[phase].add(Double(duration) / 1e6, &pool) }
        }
        add(0, timings.blocked, &pool)
        add(1, timings.connecting, &pool)
        add(2, timings.tls_handshaking, &pool)
        add(3, timings.sending, &pool)
        add(4, timings.waiting, &pool)
        add(5, timings.receiving, &pool)
    }
}
