// Assay: the rows of a collector's snapshot.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension CollectorCheck {
    /// Requests by name and method, then user classes, then the total; each kind has all requests.
    func checkRows(_ snapshot: assay_stats_snapshot_t) throws(Violation) {
        let rows = UnsafeBufferPointer(start: snapshot.rows, count: snapshot.row_count)
        let size = MemoryLayout<assay_stats_row_t>.size
        var counts: [Int32: UInt64] = [:]
        var keys: [(kind: Int32, name: [UInt8], method: [UInt8])] = []
        for (index, row) in rows.enumerated() {
            try require(
                Int(row.struct_size) == size, "row \(index): struct_size is \(row.struct_size), wanted \(size)")
            let name = try ContractText.read(row.name, "row \(index): name")
            let method = try ContractText.read(row.method, "row \(index): method")
            let kind = row.kind.rawValue
            try require(row.kind == .ASSAY_ROW_REQUEST || method.isEmpty, "row '\(name)' has a method, '\(method)'")
            counts[kind, default: 0] += row.request_count
            keys.append((kind, kind == 0 ? Array(name.utf8) : [], kind == 0 ? Array(method.utf8) : []))
        }
        for (one, next) in zip(keys, keys.dropFirst()) {
            try require(one.kind <= next.kind, "rows of requests, user classes and the total are mixed")
            guard one.kind == next.kind, one.kind == 0 else { continue }
            let isOrdered =
                one.name.lexicographicallyPrecedes(next.name)
                || (one.name == next.name && one.method.lexicographicallyPrecedes(next.method))
            try require(isOrdered, "rows are not ordered by name, then method")
        }
        let wanted = snapshot.total?.pointee.request_count ?? 0
        for (kind, count) in counts {
            try require(count == wanted, "rows of kind \(kind) count \(count) requests, the total \(wanted)")
        }
        try require(counts.count == 3, "rows of requests, of user classes or the total are missing")
    }

    /// Failures and thrown errors, grouped by their texts.
    func checkFaults(_ snapshot: assay_stats_snapshot_t, _ rounds: UInt64) throws(Violation) {
        guard snapshot.error_count == 1, let fault = snapshot.errors?.pointee else {
            throw Violation("\(snapshot.error_count) errors are listed, wanted 1")
        }
        let words = try ContractText.read(fault.error, "an error's text")
        try require(words == CollectorSample.error, "an error's text is '\(words)'")
        let place =
            "\(try ContractText.read(fault.method, "an error's method")) "
            + (try ContractText.read(fault.name, "an error's name"))
        try require(place == "POST /pay", "the error is listed for '\(place)'")
        try require(fault.occurrences == rounds, "the error occurred \(fault.occurrences) times, wanted \(rounds)")
        guard snapshot.exception_count == 1, let thrown = snapshot.exceptions?.pointee else {
            throw Violation("\(snapshot.exception_count) exceptions are listed, wanted 1")
        }
        let message = try ContractText.read(thrown.message, "an exception's message")
        try require(message == "no money", "an exception's message is '\(message)'")
        try require(thrown.count == rounds, "the exception was counted \(thrown.count) times, wanted \(rounds)")
    }

    /// What the snapshot's own functions tell.
    func checkVisits(_ snapshot: assay_stats_snapshot_t, _ rounds: UInt64) throws(Violation) {
        guard let visitTimes = snapshot.visit_response_times, let visitSeconds = snapshot.visit_seconds else {
            throw Violation("visit_response_times or visit_seconds is NULL")
        }
        var copy = snapshot
        var buckets = Visits()
        visitTimes(
            &copy, snapshot.total,
            { data, time, count in data?.assumingMemoryBound(to: Visits.self).pointee.add(time, count) }, &buckets)
        let count = rounds * CollectorSample.count
        try require(buckets.isRising, "visit_response_times is not in rising order, or has an empty bucket")
        try require(buckets.count == count, "visit_response_times has \(buckets.count) of \(count) requests")
        var seconds = Visits()
        visitSeconds(
            &copy, snapshot.total,
            { data, second, requests, _ in
                data?.assumingMemoryBound(to: Visits.self).pointee.add(Double(second), requests)
            }, &seconds)
        try require(seconds.isRising, "visit_seconds is not in rising order, or has an empty second")
        try require(seconds.count == count, "visit_seconds has \(seconds.count) of \(count) requests")
    }
}

/// What was visited.
private struct Visits {
    var count: UInt64 = 0
    var isRising = true
    var last = -Double.infinity

    mutating func add(_ place: Double, _ visited: UInt64) {
        isRising = isRising && place > last && visited > 0
        last = place
        count += visited
    }
}
