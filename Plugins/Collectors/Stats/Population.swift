// Assay: everything that is counted of one group of requests.
// SPDX-License-Identifier: Apache-2.0
import CAssay

/// Everything that is counted of one group of requests: on a loop what came in since the last flip, on the main thread
/// the sum.
///
/// It lies in raw memory, owned by one shard or by the totals at a time, so that counting neither allocates nor counts
/// references.
struct Population {
    static let phaseCount = Int(ASSAY_PHASE_COUNT)

    var requestCount: UInt64 = 0
    var failureCount: UInt64 = 0
    var interruptedCount: UInt64 = 0
    var contentLength: UInt64 = 0
    var bytesSent: UInt64 = 0
    var bytesReceived: UInt64 = 0
    var firstRequest: Int64 = 0
    var lastRequest: Int64 = 0
    /// From the schedule to the end of the response.
    var response = Trend<ThreeDigits>()
    /// From sending to the end of the response; made when the first request has two different times.
    private(set) var fromSend: Trend<ThreeDigits>?
    /// Whether `fromSend` is in use. Its table stays when the counts are cleared.
    private(set) var isSplit = false
    /// Per phase the times that are not 0; requestCount says how many zeros there are.
    let phases: UnsafeMutablePointer<Trend<TwoDigits>>
    let seconds = SecondRing()
    /// The next one in a list.
    var next: UnsafeMutablePointer<Population>?
    /// Whose counts these are, on a loop.
    var cell: UnsafeMutablePointer<Cell>?

    init() {
        phases = .allocate(capacity: Self.phaseCount)
        for phase in 0..<Self.phaseCount { (phases + phase).initialize(to: Trend()) }
    }

    /// Makes one in memory of its own.
    static func allocate() -> UnsafeMutablePointer<Population> {
        let memory = UnsafeMutablePointer<Population>.allocate(capacity: 1)
        memory.initialize(to: Population())
        return memory
    }

    /// From send, or from schedule when the two never differed.
    var sendTrend: Trend<ThreeDigits> { isSplit ? fromSend ?? response : response }

    /// Whether anything was counted.
    var isEmpty: Bool { requestCount == 0 && interruptedCount == 0 }

    /// Adds the counts of another group.
    mutating func add(_ other: Population, _ pool: inout PagePool) {
        if other.isSplit { splitFromSend(&pool) }
        if isSplit { fromSend?.add(other.sendTrend, &pool) }
        response.add(other.response, &pool)
        for phase in 0..<Self.phaseCount { phases[phase].add(other.phases[phase], &pool) }
        seconds.add(other.seconds)
        requestCount &+= other.requestCount
        failureCount &+= other.failureCount
        interruptedCount &+= other.interruptedCount
        contentLength &+= other.contentLength
        bytesSent &+= other.bytesSent
        bytesReceived &+= other.bytesReceived
        if other.firstRequest != 0, firstRequest == 0 || other.firstRequest < firstRequest {
            firstRequest = other.firstRequest
        }
        lastRequest = max(lastRequest, other.lastRequest)
    }

    /// Counts the two times of a request, in milliseconds.
    @inline(__always)
    mutating func addTimes(_ time: Double, fromSend sent: Double, _ pool: inout PagePool) {
        if time != sent, !isSplit { splitFromSend(&pool) }
        response.add(time, &pool)
        if isSplit { fromSend?.add(sent, &pool) }
    }

    /// From now on the two times are kept apart.
    @inline(never)
    private mutating func splitFromSend(_ pool: inout PagePool) {
        guard !isSplit else { return }
        if fromSend == nil { fromSend = Trend() }
        fromSend?.add(response, &pool)
        isSplit = true
    }

    /// Forgets everything, and gives the pages back.
    mutating func clear(into pool: inout PagePool) {
        requestCount = 0
        failureCount = 0
        interruptedCount = 0
        contentLength = 0
        bytesSent = 0
        bytesReceived = 0
        firstRequest = 0
        lastRequest = 0
        response.clear(into: &pool)
        fromSend?.clear(into: &pool)
        isSplit = false
        for phase in 0..<Self.phaseCount { phases[phase].clear(into: &pool) }
        seconds.clear()
    }

    /// Ends it; its pages go to `pool`.
    mutating func destroy(into pool: inout PagePool) {
        clear(into: &pool)
        response.histogram.destroy(into: &pool)
        fromSend?.histogram.destroy(into: &pool)
        for phase in 0..<Self.phaseCount { phases[phase].histogram.destroy(into: &pool) }
        phases.deallocate()
        seconds.destroy()
    }
}
