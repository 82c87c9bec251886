// Assay: LIKE and ILIKE match what SQLite matches.
// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TrackingSearch

@Suite struct TextPatternTests {
    private static let pieces = ["", "a", "B", "%", "_", "ä", "Ä", "\\", "*", "?", "[", "é", "\n", "x%y", "İ"]

    /// Python's sqlite3 answers for every pair of short texts and patterns.
    @Test func equalsSQLite() throws {
        var pairs: [(String, String)] = []
        for first in Self.pieces {
            for second in Self.pieces {
                for third in ["", "%", "_", "a"] { pairs.append((first + second, third + first)) }
                pairs.append((first + "a" + second, first + second))
                pairs.append((first + second, second + "%" + first))
            }
        }
        for ignoresCase in [false, true] {
            let expected = try Self.sqlite(pairs, ignoresCase: ignoresCase)
            let found = pairs.map { TextPattern($0.1, ignoresCase: ignoresCase).matches($0.0) }
            #expect(found == expected)
            #expect(expected.contains(true))
        }
    }

    /// A pattern of many wildcards takes no exponential time.
    @Test func boundsBacktracking() {
        let text = String(repeating: "a", count: 3000)
        #expect(!TextPattern(String(repeating: "%a", count: 300) + "b").matches(text))
        #expect(TextPattern(String(repeating: "%a", count: 300)).matches(text))
    }

    private static func sqlite(_ pairs: [(String, String)], ignoresCase: Bool) throws -> [Bool] {
        let script = """
            import json, sqlite3, sys
            base = sqlite3.connect(":memory:")
            base.execute("PRAGMA case_sensitive_like = true")
            like = "lower(?) LIKE lower(?)" if sys.argv[1] == "1" else "? LIKE ?"
            pairs = json.load(sys.stdin)
            print(json.dumps([bool(base.execute("SELECT " + like, pair).fetchone()[0]) for pair in pairs]))
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, ignoresCase ? "1" : "0"]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let body = try JSONSerialization.data(withJSONObject: pairs.map { [$0.0, $0.1] })
        // A writer of its own: the pipe may be smaller than the body.
        let writer = Thread {
            try? input.fileHandleForWriting.write(contentsOf: body)
            try? input.fileHandleForWriting.close()
        }
        writer.start()
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try #require(JSONSerialization.jsonObject(with: answer) as? [Bool])
    }
}
