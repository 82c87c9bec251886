// Assay: the collector against the contract of its kind.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayTesting
import StatsCollector
import Testing

@Suite struct ConformanceTests {
    @Test func stats() {
        let host = TestHost()
        host.register(StatsCollector.self)
        #expect(checkCollector(host, StatsCollector.descriptor.id) == [])
    }
}
