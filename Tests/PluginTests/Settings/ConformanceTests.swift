// Assay: the settings formats against the contract of their kind.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayTesting
import TOMLSettings
import Testing
import YAMLSettings

@Suite struct ConformanceTests {
    @Test func toml() {
        let host = TestHost()
        host.register(TOMLSettings.self)
        let id = TOMLSettings.descriptor.id
        #expect(checkSettings(host, id, sample: "a = 1\n[b]\nc = \"x\"\n", expected: #"{"a":1,"b":{"c":"x"}}"#) == [])
    }

    @Test func yaml() {
        let host = TestHost()
        host.register(YAMLSettings.self)
        let id = YAMLSettings.descriptor.id
        #expect(checkSettings(host, id, sample: "a: 1\nb:\n  c: x\n", expected: #"{"a":1,"b":{"c":"x"}}"#) == [])
    }
}
