// Assay: proves the check of runners with broken ones; the sound one is tested beside its plugin.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayTesting
import CAssay
import LocalRunner
import Testing

@Suite struct RunnerCheckTests {
    private func problems(
        exporters: String = #"{"id":"\#(TestParts.exporter)"}"#,
        _ spoil: @escaping (inout assay_runner_t) -> Void = { _ in }
    ) -> String {
        let config = """
            {
              "scenarios": [{"id": "\(TestParts.scenario)"}], "collector": {"id": "\(TestParts.collector)"},
              "exporters": [\(exporters)], "users": 2, "spawn_rate": 10
            }
            """
        let host = TestHost()
        host.register(LocalRunner.self, ASSAY_KIND_RUNNER, spoil)
        return checkRunner(host, LocalRunner.descriptor.id, config: config).joined(separator: "\n")
    }

    @Test func aSoundOnePasses() {
        #expect(problems() == "")
    }

    @Test func aRunWithoutAnEndIsFound() {
        let found = problems { $0.stop_run = { _, _ in } }
        #expect(found.contains("finished was called 0 times after stop_run"))
    }

    @Test func usersThatDoNotComeAreFound() {
        let found = problems { $0.add_users = { _, _, _ in .ASSAY_STATUS_OK } }
        #expect(found.contains("add_users(2) makes 0 users"))
    }

    @Test func anEndFromInsideRunIsFound() {
        let found = problems {
            $0.run = { _, finished, data, _ in
                finished?(data, 0)
                return .ASSAY_STATUS_OK
            }
        }
        #expect(found.contains("finished was called from inside run"))
    }

    @Test func aReportThatSaysNothingIsFound() {
        let found = problems { $0.report = { _, _, _, _, _ in .ASSAY_STATUS_OK } }
        #expect(found.contains("report 0 writes nothing"))
    }

    @Test func anExporterThatIsNotToldIsFound() {
        #expect(problems(exporters: "").contains("the exporter's begin was called 0 times, finish 0 times"))
    }
}
