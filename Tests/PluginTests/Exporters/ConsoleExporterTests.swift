// Assay: tests of the console's tables, against those of the real Locust.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import Foundation
import Testing

@testable import ConsoleExporter

@Suite struct ConsoleExporterTests {
    @Test func plainTablesAreLocusts() throws {
        let locust = try LocustReport.read()
        let run = try locust.run()
        defer { withExtendedLifetime(run) {} }
        let snapshot = run.snapshot(at: locust.end)
        #expect(PlainTables.requests(snapshot, isCurrent: true).map(trimmed) == oneColumn(locust.tables["current"]))
        #expect(PlainTables.requests(snapshot, isCurrent: false).map(trimmed) == oneColumn(locust.tables["total"]))
        #expect(PlainTables.percentiles(snapshot).map(trimmed) == oneColumn(locust.tables["percentiles"]))
        let errors = PlainTables.errors(snapshot).map(trimmed)
        #expect(Set(errors) == Set(oneColumn(locust.tables["errors"])))
    }

    @Test func aFrameFitsEveryTerminal() throws {
        let run = try RunUnderTest()
        defer { withExtendedLifetime(run) {} }
        run.add((0..<200).map { .init(name: "/a/rather/long/name/of/a/request/\($0)/with 你好 🚀") })
        let facts = RunFacts()
        for columns in [60, 80, 100, 132, 250] {
            for rows in [12, 24, 60] {
                let frame = LiveFrame(Terminal.Size(rows: rows, columns: columns), false)
                let lines = facts.withUnsafePointers { _, state, _ in
                    frame.lines(run.snapshot(at: 1_700_000_003), RunState(state))
                }
                #expect(lines.count < rows)
                #expect(lines.allSatisfy { TerminalText($0).width <= columns }, "\(columns) columns")
                #expect(lines.contains { $0.contains("Aggregated") } && lines.contains { $0.contains("more names") })
            }
        }
    }

    @Test func aNameCannotCommandTheTerminal() throws {
        let run = try RunUnderTest()
        defer { withExtendedLifetime(run) {} }
        run.add([.init(name: "/\u{1B}[2J\u{9B}31m\u{202E}x\r\n", error: "bad\u{07}\nsecond line")])
        let snapshot = run.snapshot(at: 1_700_000_003)
        let lines = PlainTables.summary(snapshot) + FittedTables(columns: 100).summary(snapshot)
        for scalar in lines.joined().unicodeScalars {
            #expect(scalar.value >= 0x20 && scalar.value != 0x7F && !(0x80..<0xA0).contains(scalar.value))
            #expect(scalar.value != 0x202E)
        }
    }

    @Test func theVerdictNamesThresholdsAndWhyARunIsInvalid() throws {
        let run = try RunUnderTest()
        defer { withExtendedLifetime(run) {} }
        run.add([.init(), .init(isInterrupted: true)])
        run.addException("no stock", "Shop.swift:12")
        let facts = RunFacts(invalid: "dispatch delay p99 was 30 ms, the limit is 10 ms")
        let lines = facts.withUnsafePointers { _, _, result in
            Verdict(run.snapshot(at: 1_700_000_003), RunResult(result), isColored: false).lines
        }
        #expect(lines.contains("  passed  http_req_duration{name:/pay} p(95)<250  123.25"))
        #expect(lines.contains("  FAILED  http_req_failed rate<0.01               no request fits"))
        #expect(lines.contains("INVALID: dispatch delay p99 was 30 ms, the limit is 10 ms"))
        #expect(lines.contains { $0.hasPrefix("Interrupted: 1 ") } && lines.contains { $0.hasSuffix("no stock") })
        #expect(lines.last == "Run: run time reached, exit code 99")
    }

    @Test func anEmptyRunHasTables() throws {
        let run = try RunUnderTest()
        defer { withExtendedLifetime(run) {} }
        let snapshot = run.snapshot(at: 1_700_000_003)
        #expect(PlainTables.summary(snapshot).contains { $0.contains("Aggregated") && $0.contains("0(0.00%)") })
        #expect(FittedTables(columns: 80).summary(snapshot).joined().contains("nan") == false)
    }

    /// A line without the blanks at its end.
    private func trimmed(_ line: String) -> String {
        String(line.reversed().drop { $0 == " " }.reversed())
    }

    /// Locust's lines, trimmed; a line break in an error is a blank with us, and wide characters take their two columns.
    private func oneColumn(_ lines: [String]?) -> [String] {
        (lines ?? []).map { line in
            var line = line.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: " ")
            if let name = line.range(of: "Grüße 你好 🚀"), let blanks = line[name.upperBound...].range(of: "   ") {
                line.removeSubrange(blanks)
            }
            return trimmed(line)
        }
    }
}
