// Assay: the check of SQL drivers: values on their way in and out.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayKit
internal import CAssay

extension CheckedDriver {
    /// The driver says what it speaks to.
    func checkCapabilities() throws {
        try require(
            Int(capabilities.struct_size) == MemoryLayout<assay_sql_capabilities_t>.size,
            "struct_size of the capabilities is \(capabilities.struct_size)")
        for text in [capabilities.dialect, capabilities.server_version, capabilities.durability] {
            try require(text.length > 0, "a text of the capabilities is empty")
        }
    }

    /// Values of every type come back as they were.
    func checkValues() throws {
        let texts = ["", "a", "é€😀", "\u{FEFF}\"\\'\n\u{1}", String(repeating: "x€", count: 400_000)]
        let numbers: [Int64] = [0, 1, -1, .max, .min]
        let doubles: [Double] = [0, 0.1, -.infinity, .infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude]
        let bytes: [[UInt8]] = [[], Array(0...255), [0], [0xC0, 0x80]]
        for index in 0..<6 {
            let row: [SQLValue] = [
                .int(numbers.indices.contains(index) ? numbers[index] : nil), .double(doubles[index]),
                .text(texts.indices.contains(index) ? texts[index] : nil),
                .bytes(bytes.indices.contains(index) ? bytes[index] : nil),
            ]
            let batch = SQLBatch()
            batch.add("DELETE FROM assay_check_values")
            batch.add("INSERT INTO assay_check_values (i, f, s, b) VALUES ($1, $2, $3, $4)", .scalars(row))
            batch.add("SELECT i, f, s, b FROM assay_check_values")
            let rows = try succeed(batch)[2]
            try require(rows.count == 1, "one row was written and \(rows.count) are read")
            try require(rows.names == ["i", "f", "s", "b"], "the names of the columns are \(rows.names)")
            for (column, value) in row.enumerated() {
                try require(same(rows, column, value), "a value of type \(value.type), number \(index), changes")
            }
        }
    }

    private func same(_ rows: SQLRows, _ column: Int, _ value: SQLValue) -> Bool {
        switch value {
        case .int(let number): rows.int(0, column) == number && rows.isNull(0, column) == (number == nil)
        case .double(let number): rows.double(0, column) == number
        case .text(let text): rows.text(0, column).map { Array($0.utf8) } == text.map { Array($0.utf8) }
        case .bytes(let bytes): rows.bytes(0, column).map { Array($0) } == bytes
        }
    }

    /// What cannot be kept as it is is refused, and nothing of its batch is kept.
    func checkRefusedValues() throws {
        let broken = SQLColumn(.text)
        [UInt8]([0x61, 0xFF]).withUnsafeBytes { broken.append($0) }
        let values: [(String, SQLParameters)] = [
            ("NaN", .scalars(.double(.nan), .text("a"))), ("U+0000 in a text", .scalars(.double(1), .text("a\0b"))),
            ("a text that is not UTF-8", .each([SQLColumn(doubles: 1), broken])),
        ]
        for (what, parameters) in values {
            let batch = SQLBatch()
            batch.add("DELETE FROM assay_check_values")
            batch.add("INSERT INTO assay_check_values (f, s) VALUES ($1, $2)", parameters)
            try succeed("INSERT INTO assay_check_values (i) VALUES (1)")
            let failure = try fail(what, .ASSAY_STATUS_INVALID_ARGUMENT, batch)
            try require(failure.failedStatement == 1, "\(what): the statement at fault is not named")
            let count = try number("SELECT count(*) FROM assay_check_values") ?? 0
            try require(count > 0, "\(what): the statement before it was kept")
        }
        try succeed("DELETE FROM assay_check_values")
    }

    /// Arrays of numbers and texts, with nulls.
    func checkArrays() throws {
        let numbers = SQLColumn(.int)
        let texts = SQLColumn(.text)
        for value: Int64? in [.min, nil, 7, .max] { numbers.append(.int(value)) }
        for value in ["a\"\\\n\u{1}", "", nil, "€"] { texts.append(.text(value)) }
        for (columns, type, expected) in [(numbers, "bigint", numbers.count), (texts, "text", texts.count)] {
            let batch = SQLBatch(.readOnly)
            let text =
                isPostgres
                ? "SELECT v FROM unnest($1::\(type)[]) WITH ORDINALITY AS t (v, k) ORDER BY k"
                : "SELECT value FROM json_each($1) ORDER BY key"
            batch.add(SQLText(text), .arrays([columns]))
            let rows = try succeed(batch)[0]
            try require(rows.count == expected, "an array of \(expected) values gives \(rows.count)")
            let found = (0..<4).map { rows.int($0, 0).map { "\($0)" } ?? rows.text($0, 0) ?? "null" }
            let wanted =
                type == "text"
                ? ["a\"\\\n\u{1}", "", "null", "€"] : ["\(Int64.min)", "null", "7", "\(Int64.max)"]
            try require(found == wanted, "an array of \(type) comes back as \(found)")
        }
    }

    /// A statement for each row.
    func checkEach() throws {
        let count = 1000
        let numbers = SQLColumn((0..<count).map { Int64($0) })
        let texts = SQLColumn(.text)
        for index in 0..<count { texts.append(.text(index % 3 == 0 ? nil : "t\(index)")) }
        let batch = SQLBatch()
        batch.add("DELETE FROM assay_check_values")
        let insert = batch.add(
            "INSERT INTO assay_check_values (i, s) VALUES ($1, $2)", .each([numbers, texts]), expecting: count)
        batch.add("DELETE FROM assay_check_values WHERE i = $1", .each([SQLColumn(.int)]), expecting: 0)
        let results = try succeed(batch)
        try require(results.affectedRows(insert) == count, "\(count) rows affect \(results.affectedRows(insert))")
        let sums = try succeed("SELECT count(*), count(s), CAST(sum(i) AS BIGINT) FROM assay_check_values")[0]
        try require(
            sums.int(0, 0) == Int64(count) && sums.int(0, 1) == 666 && sums.int(0, 2) == 499_500,
            "the rows of EACH are not in the database as they were given")
    }

    /// Many rows come in order and in chunks that are bounded.
    func checkChunks() throws {
        for options in [SQLBatch.Options.readOnly, []] {
            let batch = SQLBatch(options)
            batch.add(
                """
                WITH RECURSIVE r (n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM r WHERE n < 30000)
                SELECT n, 'text ' || n, CASE WHEN n % 2 = 0 THEN n END FROM r
                """)
            let run = try run(batch)
            let rows = run.results[0]
            try require(run.failure == nil && rows.count == 30_000, "30000 rows are read as \(rows.count)")
            try require(run.chunkCount > 1, "30000 rows come in one chunk")
            for row in 0..<rows.count {
                let number = Int64(row + 1)
                try require(
                    rows.int(row, 0) == number && rows.text(row, 1) == "text \(number)"
                        && rows.int(row, 2) == (number % 2 == 0 ? number : nil), "row \(row) is not what was asked for")
            }
        }
    }
}

extension SQLColumn {
    fileprivate convenience init(doubles value: Double) {
        self.init(.double)
        append(value)
    }
}
