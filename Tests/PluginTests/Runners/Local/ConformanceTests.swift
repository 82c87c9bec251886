// Assay: the runner against the contract of its kind.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayTesting
import LocalRunner
import Testing

@Suite struct ConformanceTests {
    @Test(arguments: [0, 5])
    func local(stopTimeout: Int) {
        let config = """
            {
              "scenarios": [{"id": "\(TestParts.scenario)"}], "collector": {"id": "\(TestParts.collector)"},
              "exporters": [{"id": "\(TestParts.exporter)"}], "users": 3, "stop_timeout": \(stopTimeout)
            }
            """
        let host = TestHost()
        host.register(LocalRunner.self)
        #expect(checkRunner(host, LocalRunner.descriptor.id, config: config) == [])
    }
}
