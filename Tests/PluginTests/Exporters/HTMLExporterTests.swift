// Assay: tests of the HTML report.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import Foundation
import Testing

@testable import HTMLExporter

@Suite struct HTMLExporterTests {
    private func report(_ run: RunUnderTest, _ facts: RunFacts = RunFacts(), _ more: String = "") throws -> String {
        let config = try Config(parsing: #"{"file": "\#(run.path("out/report.html"))"\#(more)}"#, of: "html")
        let exporter = try HTMLExporter(host: RunUnderTest.host, config: config)
        try facts.report(with: exporter, run.snapshot(at: 1_700_000_060), updates: 3)
        return try run.read("out/report.html")
    }

    /// The texts that a strict reader finds outside of style and script, and the tags it saw.
    private func parsed(_ html: String) throws -> (text: String, tags: [String: Int]) {
        let script = """
            import collections, html.parser, json, sys
            class Reader(html.parser.HTMLParser):
                def __init__(self):
                    super().__init__(); self.open = []; self.text = []; self.tags = collections.Counter()
                def handle_starttag(self, tag, attributes):
                    self.tags[tag] += 1
                    assert not any(name.startswith('on') or name in ('href', 'src') for name, _ in attributes), attributes
                    if tag not in ('meta', 'line', 'path'): self.open.append(tag)
                def handle_endtag(self, tag):
                    assert self.open and self.open[-1] == tag, (tag, self.open)
                    self.open.pop()
                def handle_startendtag(self, tag, attributes): self.tags[tag] += 1
                def handle_data(self, data):
                    if not self.open or self.open[-1] not in ('style', 'script'): self.text.append(data)
            reader = Reader(); reader.feed(sys.stdin.buffer.read().decode()); assert not reader.open, reader.open
            print(json.dumps([' '.join(reader.text), reader.tags]))
            """
        let object = try JSONSerialization.jsonObject(with: Data(python(script, html).utf8)) as? [Any]
        let text = try #require(object?.first as? String)
        return (text, try #require(object?.last as? [String: Int]))
    }

    @Test func everySectionIsThereAndWellFormed() throws {
        let run = try RunUnderTest()
        defer { withExtendedLifetime(run) {} }
        run.add((0..<58).map { .init(time: 1_700_000_000 + Double($0), name: "/pay", milliseconds: Double($0 + 5)) })
        run.add([
            .init(time: 1_700_000_031, method: "POST", name: "/buy", error: "HTTPError('500')", userClass: "Buyer"),
            .init(time: 1_700_000_031, isInterrupted: true),
        ])
        run.addException("no stock", "Shop.swift:12")
        let (text, tags) = try parsed(report(run))
        for part in [
            "Requests", "Response times, ms", "Phases, average ms", "User classes", "Failures", "Exceptions",
            "Thresholds", "Load generator", "Tasks", "Options", "HTTPError('500')", "no stock", "Shop.swift:12",
            "1 of 2 thresholds failed", "no request fits", "browse <all>", "75.0%", "58",
        ] {
            #expect(text.contains(part), "\(part)")
        }
        #expect(tags["svg"] == 3 && tags["script"] == 1 && tags["table"] == 9)
    }

    @Test func textsFromOutsideStayTexts() throws {
        let run = try RunUnderTest()
        defer { withExtendedLifetime(run) {} }
        let evil = "</script><script>alert(1)</script><img src=x onerror='alert(2)'>\"'&amp;\u{0}\u{1B}\u{202E}你好 🚀"
        run.add([.init(method: evil, name: evil, error: evil, userClass: evil), .init(userClass: "b")])
        run.addException(evil, evil)
        let html = try report(
            run, RunFacts(scenario: evil, invalid: evil), #", "title": "</title><script>"#.appending("\""))
        let (text, tags) = try parsed(html)
        #expect(tags["script"] == 1 && tags["img"] == nil)
        #expect(text.contains("</script><script>alert(1)</script><img src=x onerror='alert(2)'>\"'&amp;"))
        #expect(html.contains("INVALID"))
        #expect(!html.unicodeScalars.contains { $0.value == 0 || $0.value == 0x1B })
    }

    @Test func aRunWithoutRequestsHasNoNumbersThatAreNone() throws {
        let run = try RunUnderTest()
        defer { withExtendedLifetime(run) {} }
        let html = try report(run)
        let (text, _) = try parsed(html)
        #expect(text.contains("No data.") && !text.lowercased().contains("nan") && !text.contains("inf"))
        #expect(!html.contains("NaN\""))
    }

    @Test func tenThousandNamesFit() throws {
        let run = try RunUnderTest()
        defer { withExtendedLifetime(run) {} }
        run.add((0..<10_050).map { .init(name: "/item/\($0)") })
        let html = try report(run)
        #expect(html.contains("(other names)") && html.utf8.count < 12_000_000)
    }

    @Test func placeholdersAreLocusts() {
        let options = #"{"users": 20, "spawn_rate": 2.5, "run_time": 60}"#
        #expect(HTMLExporter.fill("r_{u}_{r}_{t}.html", options) == "r_20_2.5_60.html")
        #expect(HTMLExporter.fill("r_{u}_{t}.html", #"{"users": 3}"#) == "r_3_{t}.html")
        #expect(HTMLExporter.fill("r_{t}.html", #"{"run_time": "../../x"}"#) == "r_{t}.html")
    }

    @Test func aPathThatCannotBeWrittenEndsTheRunBeforeItBegins() throws {
        let run = try RunUnderTest()
        try Data().write(to: run.folder.appending(path: "file"))
        let config = try Config(parsing: #"{"file": "\#(run.path("file/report.html"))"}"#, of: "html")
        let exporter = try HTMLExporter(host: RunUnderTest.host, config: config)
        let error = #expect(throws: AssayError.self) {
            try RunFacts().withUnsafePointers { info, _, _ in try exporter.begin(RunInfo(info)) }
        }
        #expect(error?.message.contains("file/report.html") == true)
    }

    @Test func ticksAreRoundAndEnough() {
        #expect(AxisTicks.values(upTo: 4400) == [0, 1000, 2000, 3000, 4000, 5000])
        #expect(AxisTicks.values(upTo: 100) == [0, 20, 40, 60, 80, 100])
        #expect(AxisTicks.values(upTo: 0) == [0, 0.2, 0.4, 0.6, 0.8, 1].map { AxisTicks.values(upTo: 1)[Int($0 * 5)] })
        for highest in [1e-12, 0.3, 7, 99.5, 1234, 5e8, .infinity] {
            let ticks = AxisTicks.values(upTo: highest)
            #expect((3...7).contains(ticks.count), "\(highest)")
            if highest > 1e-9, highest < 1e15 { #expect((ticks.last ?? 0) >= highest * 0.999_99) }
        }
    }

    @Test func aLongRunHasFewerPointsAndLosesNoRequest() throws {
        let run = try RunUnderTest()
        defer { withExtendedLifetime(run) {} }
        var timeline = Timeline()
        for second in 0..<2000 {
            run.add([.init(time: 1_700_000_000 + Double(second))])
            timeline.add(run.snapshot(at: 1_700_000_000.5 + Double(second)), userCount: second, isLast: second == 1999)
        }
        #expect(timeline.step == 4 && timeline.points.count == 500)
        #expect(timeline.points.reduce(0) { $0 + $1.requests } == 2000)
        #expect(timeline.peakUsers == 1999)
        #expect(timeline.requestRates.compactMap { $0 }.allSatisfy { $0 == 1 })
    }
}
