// Assay: the exporters against the contract of their kind.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayTesting
import CSVExporter
import ConsoleExporter
import EventLogExporter
import Foundation
import HTMLExporter
import JSONExporter
import PrometheusExporter
import Testing

@Suite struct ConformanceTests {
    /// The problems of an exporter; `config` is given the path of a folder.
    private func problems(_ type: any Component.Type, _ config: (String) -> String) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "assay-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let host = TestHost()
        host.register(type)
        return checkExporter(host, type.descriptor.id, config: config(folder.path(percentEncoded: false)))
    }

    @Test func console() throws {
        #expect(try problems(ConsoleExporter.self) { _ in #"{"only_summary":true}"# } == [])
    }

    @Test func csv() throws {
        #expect(try problems(CSVExporter.self) { #"{"prefix":"\#($0)/shop","full_history":true}"# } == [])
    }

    @Test func eventLog() throws {
        #expect(try problems(EventLogExporter.self) { #"{"file":"\#($0)/events.jsonl"}"# } == [])
    }

    @Test func html() throws {
        #expect(try problems(HTMLExporter.self) { #"{"file":"\#($0)/report.html"}"# } == [])
    }

    @Test(arguments: ["assay", "locust"])
    func json(_ format: String) throws {
        #expect(try problems(JSONExporter.self) { #"{"file":"\#($0)/report.json","format":"\#(format)"}"# } == [])
    }

    @Test func prometheus() throws {
        #expect(try problems(PrometheusExporter.self) { #"{"file":"\#($0)/assay.prom"}"# } == [])
    }
}
