// Assay: checks the exporter against the contract, and drives it with statistics made by hand.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayTesting
import CAssay
import Foundation
import TemplatePlugin
import Testing

@Suite struct ExporterTests {
    @Test func keepsTheContractOfItsKind() {
        let path = NSTemporaryDirectory() + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        let host = TestHost()
        host.register(TemplatePlugin.self)
        #expect(checkExporter(host, TemplatePlugin.descriptor.id, config: #"{"path":"\#(path)"}"#) == [])
    }

    private func exporter(_ config: String, for host: TestHost) throws -> TemplatePlugin {
        try TemplatePlugin(host: host.host, config: Config(parsing: config, of: "com.example.template"))
    }

    /// Ends a run with these rows.
    private func finish(_ exporter: TemplatePlugin, _ rows: [assay_stats_row_t]) throws {
        try rows.withUnsafeBufferPointer { rows in
            var snapshot = assay_stats_snapshot_t()
            snapshot.rows = rows.baseAddress
            snapshot.row_count = rows.count
            try withUnsafePointer(to: snapshot) { snapshot in
                try withUnsafePointer(to: assay_run_state_t()) { state in
                    try withUnsafePointer(to: assay_run_result_t()) { result in
                        try exporter.finish(StatsSnapshot(snapshot), RunState(state), RunResult(result))
                    }
                }
            }
        }
    }

    /// A row of GET requests; the 95th percentile is the sixth of a trend's percentiles.
    private func row(_ name: StaticString, percentile95: Double) -> assay_stats_row_t {
        var row = assay_stats_row_t()
        row.struct_size = UInt32(MemoryLayout<assay_stats_row_t>.size)
        row.kind = .ASSAY_ROW_REQUEST
        row.method = text("GET")
        row.name = text(name)
        row.response_time.percentiles.5 = percentile95
        return row
    }

    private func text(_ literal: StaticString) -> UnsafePointer<CChar> {
        UnsafeRawPointer(literal.utf8Start).assumingMemoryBound(to: CChar.self)
    }

    @Test func namesTheSlowRequestsAlone() throws {
        let path = NSTemporaryDirectory() + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        let host = TestHost()
        let exporter = try exporter(#"{"path":"\#(path)","limit_ms":200}"#, for: host)
        let rows = [
            row("/fast", percentile95: 199), row("/limit", percentile95: 200), row("/slow", percentile95: 201.5),
        ]
        try finish(exporter, rows)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "GET /slow: 201.5 ms\n")
    }

    @Test(arguments: [
        ("{}", "path"), (#"{"path":1}"#, "path"), (#"{"path":"a","limit_ms":-1}"#, "limit_ms"),
        (#"{"path":"a","limit":1}"#, "limit"),
    ])
    func configThatDoesNotFitNamesTheKey(config: String, key: String) {
        let error = #expect(throws: AssayError.self) { try exporter(config, for: TestHost()) }
        #expect(error?.status == .ASSAY_STATUS_INVALID_ARGUMENT)
        #expect(error?.context == key)
    }
}
