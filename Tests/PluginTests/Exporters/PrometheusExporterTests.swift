// Assay: tests of the metrics, read by a strict parser of Prometheus' format.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import Foundation
import PrometheusExporter
import Testing

@Suite struct PrometheusExporterTests {
    /// Reads the format by its grammar, checks what promtool checks, and prints every sample as [name, labels, value].
    private static let parser = #"""
        import json, re, sys
        text = sys.stdin.buffer.read().decode()
        assert text.endswith('\n') and '\r' not in text
        label = r'[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"'
        sample = re.compile(r'([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:%s)(?:,%s)*)?\})? (\S+)$' % (label, label))
        types, seen, current, out, series = {}, set(), None, [], set()
        for line in text.split('\n')[:-1]:
            if line.startswith('# '):
                _, word, name, rest = line.split(' ', 3)
                if word == 'HELP': assert name not in seen, name; seen.add(name); current = name
                else: assert word == 'TYPE' and name == current and name not in types; types[name] = rest
                continue
            found = sample.match(line); assert found, line
            name, labels, value = found[1], dict(
                (m[1], json.loads('"' + m[2] + '"')) for m in re.finditer(r'(\w+)="((?:[^"\\]|\\.)*)"', found[2] or '')), found[3]
            base = name
            if types.get(current) in ('summary', 'histogram'):
                base = re.sub('_(sum|count|bucket)$', '', name)
            assert base == current, (name, current)
            if types[current] == 'counter': assert name.endswith('_total'), name
            number = float(value); assert number == number and abs(number) != float('inf'), line
            key = (name, tuple(sorted(labels.items()))); assert key not in series, key; series.add(key)
            out.append([name, labels, number])
        print(json.dumps(out))
        """#

    private struct Sample: Decodable {
        let name: String
        let labels: [String: String]
        let value: Double

        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            name = try list.decode(String.self)
            labels = try list.decode([String: String].self)
            value = try list.decode(Double.self)
        }
    }

    private func samples(_ run: RunUnderTest, _ more: String = "") throws -> [Sample] {
        let config = try Config(parsing: #"{"file": "\#(run.path("a.prom"))"\#(more)}"#, of: "prometheus")
        let exporter = try PrometheusExporter(host: RunUnderTest.host, config: config)
        try RunFacts().report(with: exporter, run.snapshot(at: 1_700_000_060), updates: 2)
        return try JSONDecoder().decode([Sample].self, from: Data(python(Self.parser, run.read("a.prom")).utf8))
    }

    @Test func metricsAreThoseOfTheRun() throws {
        let run = try RunUnderTest()
        defer { withExtendedLifetime(run) {} }
        let name = "/pay \"now\" \\ {x}\nline 🚀"
        run.add((1...100).map { .init(name: name, milliseconds: Double($0) * 10) })
        run.add([.init(name: name, error: "no \"stock\""), .init(name: name, isInterrupted: true)])
        let samples = try samples(run)
        func value(_ metric: String, _ labels: [String: String] = [:]) -> Double? {
            samples.first { sample in
                sample.name == metric && labels.allSatisfy { sample.labels[$0.key] == $0.value }
            }?.value
        }
        #expect(value("assay_http_reqs_total", ["name": name]) == 101)
        #expect(value("assay_http_req_failed_total") == 1 && value("assay_http_req_interrupted_total") == 1)
        #expect(value("assay_http_req_errors_total", ["error": "no \"stock\""]) == 1)
        #expect(abs((value("assay_http_req_duration_seconds", ["quantile": "0.5"]) ?? 0) - 0.5) < 0.001)
        #expect(value("assay_http_req_duration_seconds", ["quantile": "1"]) == 1)
        #expect(abs((value("assay_http_req_duration_seconds_sum") ?? 0) - 50.512) < 1e-6)
        #expect(value("assay_http_req_duration_seconds_count") == 101)
        #expect(value("assay_http_req_phase_seconds_count", ["phase": "waiting"]) == 101)
        #expect(value("assay_users", ["user_class": "Shopper"]) == 20)
        #expect(value("assay_threshold_passed", ["expression": "http_req_failed rate<0.01"]) == 0)
        #expect(value("assay_run_exit_code") == 99 && value("assay_run_valid") == 1)
        #expect(value("assay_generator_cpu_ratio") == 0.31)
    }

    @Test func bucketsMakeAHistogram() throws {
        let run = try RunUnderTest()
        defer { withExtendedLifetime(run) {} }
        run.add((1...100).map { .init(milliseconds: Double($0) * 10) })
        let buckets = try samples(run, #", "buckets": [0.105, 0.505, 2]"#)
            .filter { $0.name == "assay_http_req_duration_seconds_bucket" }
        #expect(buckets.map { $0.labels["le"] } == ["0.105", "0.505", "2.0", "+Inf"])
        #expect(buckets.map(\.value) == [10, 50, 100, 100])
        for wrong in ["[1, 1]", "[0]", "[2, 1]", "[\"a\"]"] {
            #expect(throws: AssayError.self) { try samples(run, #", "buckets": \#(wrong)"#) }
        }
    }

    @Test func anEmptyRunAndTenThousandNamesAreValid() throws {
        let empty = try RunUnderTest()
        #expect(try samples(empty).contains { $0.name == "assay_run_info" && $0.value == 1 })
        let full = try RunUnderTest()
        full.add((0..<10_050).map { .init(name: "/item/\($0)") })
        let samples = try samples(full)
        #expect(samples.filter { $0.name == "assay_http_reqs_total" }.count == 1000)
        #expect(samples.contains { $0.labels["name"] == "(other names)" && $0.value == 50 })
        #expect(samples.contains { $0.name == "assay_names_omitted" && $0.value == 9001 })
        withExtendedLifetime((empty, full)) {}
    }
}
