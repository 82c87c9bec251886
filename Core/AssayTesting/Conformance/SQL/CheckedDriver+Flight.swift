// Assay: the check of SQL drivers: batches beside each other, cut off, and left in flight.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayKit
internal import CAssay

extension CheckedDriver {
    private func increment() -> SQLBatch {
        let batch = SQLBatch()
        batch.add("UPDATE assay_check_count SET n = n + 1", expecting: 1)
        return batch
    }

    private func endless() -> SQLBatch {
        let batch = SQLBatch(.readOnly)
        batch.add(
            """
            WITH RECURSIVE r (n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM r WHERE n < 1000000000000)
            SELECT count(*) FROM r
            """)
        return batch
    }

    /// Many batches in flight are all done, and one that fails harms no other.
    func checkBeside() throws {
        try succeed("UPDATE assay_check_count SET n = 0")
        var batches: [CheckedBatch] = []
        for index in 0..<60 {
            batches.append(try submit(increment()))
            if index % 3 == 0 {
                let wrong = increment()
                wrong.add("INSERT INTO assay_check_child (id) VALUES (NULL)")
                batches.append(try submit(wrong))
            }
        }
        try finish(batches)
        let done = batches.filter { $0.failure == nil }.count
        try require(done == 60, "of 60 batches in flight \(done) are done")
        let count = try number("SELECT n FROM assay_check_count")
        try require(count == 60, "60 batches in flight count to \(count ?? -1)")
    }

    /// A batch that reads sees what ended before it, and one state of the database.
    func checkReads() throws {
        for round in 1...20 {
            try succeed("UPDATE assay_check_count SET n = \(round)")
            let reads = SQLBatch(.readOnly)
            reads.add("SELECT n FROM assay_check_count")
            reads.add("SELECT count(*) FROM assay_check_count WHERE n = $1", .scalars(.int(Int64(round))))
            let reading = try submit(reads)
            let writing = try submit(increment())
            try finish([reading, writing])
            let first = reading.results[0].int(0, 0)
            guard reading.failure == nil, first == Int64(round) || first == Int64(round + 1) else {
                throw Violation("a read after a write sees \(first ?? -1), wanted \(round)")
            }
            let isOld = reading.results[1].int(0, 0) == 1
            try require(isOld == (first == Int64(round)), "two statements of a batch that reads see different states")
        }
    }

    /// A batch that is cut off ends with CANCELLED, and the session goes on.
    func checkCancel() throws {
        let long = try submit(endless())
        let queued = try submit(increment())
        turn(until: { queued.endCount > 0 })
        try require(queued.endCount == 1, "a long read keeps a write from its end")
        cancel(long)
        try finish([long])
        try require(
            long.failure?.status == .ASSAY_STATUS_CANCELLED,
            "a batch that is cut off ends with \(long.failure.map { "\($0.status.rawValue): \($0)" } ?? "OK")")
        cancel(long)
        cancel(queued)
        let before = try number("SELECT n FROM assay_check_count") ?? 0
        let batches = try (0..<20).map { _ in try submit(increment()) }
        for batch in batches { cancel(batch) }
        try finish(batches)
        let done = batches.filter { $0.failure == nil }.count
        for failure in batches.compactMap(\.failure) {
            try require(
                failure.status == .ASSAY_STATUS_CANCELLED, "cancel ends a batch with \(failure.status.rawValue)")
        }
        let after = try number("SELECT n FROM assay_check_count") ?? 0
        try require(
            after - before == Int64(done), "\(done) of the cancelled batches say OK and \(after - before) count")
    }

    /// A session that is closed ends what is in flight; another one goes on.
    func checkClose() throws {
        let long = try submit(endless())
        let batches = try (0..<10).map { _ in try submit(increment()) }
        long.isInside = true
        closeSession()
        long.isInside = false
        try finish(batches + [long])
        try require(long.failure?.status == .ASSAY_STATUS_CANCELLED, "close_session does not cancel what is in flight")
        try reopen()
        try succeed("UPDATE assay_check_count SET n = 0")
        closeSession()
        try reopen()
    }

    /// Notifications come to who listens, if the driver has them.
    func checkNotifications() throws {
        let listener = CheckedListener(channel: "assay_check")
        var error = CallError.empty()
        let status = host.enter(host.work) { table.listen(session, listener.pointer, &error) }
        guard capabilities.flags & ASSAY_SQL_HAS_NOTIFICATIONS != 0 else {
            return try require(
                status == .ASSAY_STATUS_UNIMPLEMENTED, "listen gives \(status.rawValue) without the flag")
        }
        try require(status == .ASSAY_STATUS_OK, "listen: \(CallError.words(error))")
        turn(until: { listener.gaps == 1 })
        try require(listener.gaps == 1, "listening does not begin with a gap")
        try succeed("SELECT pg_notify('assay_check', 'é')", "SELECT pg_notify('assay_check_other', 'x')")
        turn(until: { !listener.payloads.isEmpty })
        host.enter(host.work) { table.unlisten(session, listener.pointer) }
        try succeed("SELECT pg_notify('assay_check', 'later')")
        turn(until: { false }, seconds: 0.05)
        try require(listener.payloads == ["é"], "the notifications are \(listener.payloads)")
    }
}
