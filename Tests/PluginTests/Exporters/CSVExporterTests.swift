// Assay: tests of the CSV files, against those of the real Locust.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CSVExporter
import Foundation
import Testing

@Suite struct CSVExporterTests {
    @Test func filesAreLocusts() throws {
        let locust = try LocustReport.read()
        let run = try locust.run()
        defer { withExtendedLifetime(run) {} }
        let config = try Config(parsing: #"{"prefix": "\#(run.path("out/shop"))"}"#, of: "csv")
        let exporter = try CSVExporter(host: RunUnderTest.host, config: config)
        try RunFacts().report(with: exporter, run.snapshot(at: locust.end), updates: 2)

        let stats = try rows(run, "out/shop_stats.csv")
        let expected = try parse(try #require(locust.files["stats"]))
        // Locust sorts by (name, method) for files alone; its recorded rows are sorted so too.
        expectSame(stats, expected)
        expectSame(try rows(run, "out/shop_exceptions.csv"), try parse(try #require(locust.files["exceptions"])))
        let failures = try parse(try #require(locust.files["failures"]))
        let ours = try rows(run, "out/shop_failures.csv")
        #expect(ours.first == failures.first)
        #expect(Set(ours) == Set(failures))
        let history = try rows(run, "out/shop_stats_history.csv")
        let locustHistory = try parse(try #require(locust.files["history"]))
        #expect(history.count == 4 && history[0] == locustHistory[0])
        #expect(history[3][1] == "20")
        expectSame([history[3].enumerated().map { $0 == 1 ? "0" : $1 }], [locustHistory[1]])
    }

    @Test func bytesAreThoseOfPythonsWriter() throws {
        let run = try RunUnderTest()
        defer { withExtendedLifetime(run) {} }
        run.add([.init(name: "a,b", error: "say \"no\""), .init(name: "line\r\nbreak"), .init(name: " blank ")])
        let exporter = try CSVExporter(
            host: RunUnderTest.host, config: Config(parsing: #"{"prefix": "\#(run.path("x"))"}"#, of: "csv"))
        try RunFacts().report(with: exporter, run.snapshot(at: 1_700_000_001))
        for name in ["x_stats.csv", "x_failures.csv", "x_assay.csv", "x_stats_history.csv"] {
            let text = try run.read(name)
            #expect(
                try python(
                    "import csv,sys,io;s=sys.stdin.buffer.read().decode();o=io.StringIO(newline='');"
                        + "csv.writer(o).writerows(csv.reader(io.StringIO(s,newline='')));sys.stdout.buffer.write(o.getvalue().encode())",
                    text) == text)
        }
    }

    @Test func anEmptyRunHasLocustsZeros() throws {
        let run = try RunUnderTest()
        defer { withExtendedLifetime(run) {} }
        let exporter = try CSVExporter(
            host: RunUnderTest.host, config: Config(parsing: #"{"prefix": "\#(run.path("x"))"}"#, of: "csv"))
        try RunFacts().report(with: exporter, run.snapshot(at: 1_700_000_001))
        let total = try run.read("x_stats.csv").split(separator: "\r\n").last
        #expect(total == ",Aggregated,0,0,0,0.0,0,0,0,0.0,0.0,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A")
        let history = try run.read("x_stats_history.csv").split(separator: "\r\n").last
        let expected =
            "1700000001,20,,Aggregated,0.000000,0.000000,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,"
            + "0,0,0,0.0,0,0,0"
        #expect(history.map(String.init) == expected)
    }

    @Test func interruptedRequestsAreInOurFileAlone() throws {
        let run = try RunUnderTest()
        defer { withExtendedLifetime(run) {} }
        run.add([.init(), .init(isInterrupted: true)])
        let exporter = try CSVExporter(
            host: RunUnderTest.host,
            config: Config(parsing: #"{"prefix": "\#(run.path("x"))", "full_history": true}"#, of: "csv"))
        try RunFacts().report(with: exporter, run.snapshot(at: 1_700_000_001))
        #expect(!(try run.read("x_stats.csv")).contains("nterrupted"))
        let precise = try rows(run, "x_assay.csv")
        #expect(precise[0][5] == "Interrupted" && precise.dropFirst().map { $0[5] } == ["1", "1", "1"])
        #expect(precise.dropFirst().map { $0[0] } == ["request", "user class", "total"])
        #expect(
            try rows(run, "x_stats_history.csv").dropFirst().map { $0[3] } == ["/", "Aggregated", "/", "Aggregated"])
    }

    @Test func aFolderThatCannotBeMadeIsAnError() throws {
        let run = try RunUnderTest()
        defer { withExtendedLifetime(run) {} }
        try Data().write(to: run.folder.appending(path: "file"))
        let exporter = try CSVExporter(
            host: RunUnderTest.host, config: Config(parsing: #"{"prefix": "\#(run.path("file/x"))"}"#, of: "csv"))
        let error = #expect(throws: AssayError.self) {
            try RunFacts().report(with: exporter, run.snapshot(at: 1_700_000_001))
        }
        #expect(error?.message.contains("file/x_stats_history.csv") == true)
        #expect(throws: AssayError.self) {
            try CSVExporter(host: RunUnderTest.host, config: Config(parsing: "{}", of: "csv"))
        }
    }

    private func rows(_ run: RunUnderTest, _ name: String) throws -> [[String]] { try parse(run.read(name)) }

    /// Python's csv module is the judge of what a file says.
    private func parse(_ text: String) throws -> [[String]] {
        let script =
            "import csv,io,json,sys;s=sys.stdin.buffer.read().decode();"
            + "print(json.dumps(list(csv.reader(io.StringIO(s,newline='')))))"
        return try JSONDecoder().decode([[String]].self, from: Data(python(script, text).utf8))
    }

    /// Cells are the same text, or the same number.
    private func expectSame(_ rows: [[String]], _ expected: [[String]]) {
        #expect(rows.count == expected.count)
        for (row, wanted) in zip(rows, expected) {
            #expect(row.count == wanted.count)
            for (cell, other) in zip(row, wanted) where cell != other {
                guard let one = Double(cell), let two = Double(other) else {
                    Issue.record("'\(cell)' is not '\(other)' in \(row)")
                    continue
                }
                #expect(abs(one - two) <= abs(two) * 1e-5, "\(row)")
            }
        }
    }
}
