// Assay: the check of SQL drivers: batches that fail.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayKit
internal import CAssay

extension CheckedDriver {
    /// Counts of rows are told, and held to what was expected.
    func checkCounts() throws {
        try succeed("DELETE FROM assay_check_values", "INSERT INTO assay_check_values (i) VALUES (1), (2), (3)")
        let batch = SQLBatch()
        batch.add("UPDATE assay_check_values SET i = i + 10", expecting: 3)
        batch.add("SELECT i FROM assay_check_values WHERE i > 11", expecting: 2)
        batch.add("DELETE FROM assay_check_values WHERE i = 99", expecting: 0)
        let results = try succeed(batch)
        let counts = (0..<3).map { results.affectedRows($0) }
        try require(counts == [3, 2, 0], "the affected rows are \(counts), wanted [3, 2, 0]")

        let wrong = SQLBatch()
        wrong.add("DELETE FROM assay_check_values")
        wrong.add("UPDATE assay_check_values SET i = 0 WHERE i = 5", expecting: 1)
        wrong.add("INSERT INTO assay_check_values (i) VALUES (8)")
        let failure = try fail("expected_rows that is not met", .ASSAY_STATUS_FAILED_PRECONDITION, wrong)
        try require(failure.failedStatement == 1, "expected_rows: the statement at fault is not named")
        let count = try number("SELECT count(*) FROM assay_check_values")
        try require(count == 3, "expected_rows: the batch was not undone")
    }

    /// A batch that fails leaves nothing.
    func checkUndo() throws {
        let batch = SQLBatch()
        batch.add("INSERT INTO assay_check_parent (id, name, n) VALUES (1, 'one', 1)")
        batch.add("INSERT INTO assay_check_parent (id, name, n) VALUES (1, 'two', 1)")
        let failure = try fail("a key twice", .ASSAY_STATUS_ALREADY_EXISTS, batch)
        try require(failure.failedStatement == 1, "a key twice: the statement at fault is not named")
        let count = try number("SELECT count(*) FROM assay_check_parent")
        try require(count == 0, "a batch that failed was kept")
    }

    /// Failures have their class and their SQLSTATE.
    func checkFailures() throws {
        try succeed("INSERT INTO assay_check_parent (id, name, n) VALUES (1, 'one', 1)")
        let cases: [(String, assay_status_t, String, SQLText)] = [
            (
                "a unique name twice", .ASSAY_STATUS_ALREADY_EXISTS, "23505",
                "INSERT INTO assay_check_parent (id, name, n) VALUES (2, 'one', 1)"
            ),
            (
                "a check that does not hold", .ASSAY_STATUS_FAILED_PRECONDITION, "23514",
                "INSERT INTO assay_check_parent (id, name, n) VALUES (3, 'three', 0)"
            ),
            (
                "a reference to nothing", .ASSAY_STATUS_FAILED_PRECONDITION, "23503",
                "INSERT INTO assay_check_child (id) VALUES (77)"
            ),
            (
                "null where none may be", .ASSAY_STATUS_FAILED_PRECONDITION, "23502",
                "INSERT INTO assay_check_child (id) VALUES (NULL)"
            ),
        ]
        for (what, status, code, text) in cases {
            let batch = SQLBatch()
            batch.add(text)
            let failure = try fail(what, status, batch)
            try require(failure.code == code, "\(what): the code is '\(failure.code)', wanted \(code)")
            try require(!failure.canRetry, "\(what): says that it can be submitted again")
            if status == .ASSAY_STATUS_ALREADY_EXISTS {
                try require(failure.constraint.contains("name"), "\(what): the constraint is '\(failure.constraint)'")
            }
        }
        try succeed("DELETE FROM assay_check_parent")
    }

    /// Statements that are wrong are refused, and the session goes on.
    func checkWrongStatements() throws {
        let texts = ["SELEC 1", "SELECT * FROM assay_check_none", "SELECT 1; SELECT 2", ""]
        for text in texts {
            let batch = SQLBatch()
            batch.add("SELECT 1")
            batch.add(SQLText(text))
            let failure = try fail("'\(text)'", .ASSAY_STATUS_INVALID_ARGUMENT, batch)
            try require(failure.failedStatement == 1, "'\(text)': the statement at fault is not named")
        }
        let batch = SQLBatch()
        batch.add("SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT)", .scalars(.int(1)))
        _ = try fail("a parameter that is not given", .ASSAY_STATUS_INVALID_ARGUMENT, batch)
        let order = SQLBatch(.readOnly)
        order.add("SELECT CAST($2 AS TEXT), CAST($1 AS BIGINT)", .scalars(.int(5), .text("b")))
        let rows = try succeed(order)[0]
        try require(rows.text(0, 0) == "b" && rows.int(0, 1) == 5, "parameters are not taken by their number")
    }

    /// What breaks the contract is refused.
    func checkMisuse() throws {
        let batch = CheckedBatch(SQLBatch())
        batch.batch.pointee.struct_size = 3
        var error = CallError.empty()
        let status = host.enter(host.work) { table.submit(session, batch.batch, batch.call, &error) }
        try require(status == .ASSAY_STATUS_INVALID_ARGUMENT, "a batch of another size is accepted")
        try require(CallError.message(error)?.isEmpty == false, "a batch of another size is refused without a message")
        let empty = try succeed(SQLBatch())
        try require(empty.affectedRows(0) == 0, "an empty batch affects rows")
    }
}
