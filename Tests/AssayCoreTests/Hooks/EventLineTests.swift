// Assay: tests of events as JSON.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Testing

@testable import AssayCore

@Suite struct EventLineTests {
    @Test func whatJSONCannotSayHasAForm() throws {
        try withHost { host in
            let hook = try host.declareSample()
            let declaration = try #require(host.hooks.describe(host.host, hook)).pointee
            var line = EventLine()
            for (value, text) in [(Double.nan, "\"NaN\""), (-.infinity, "\"-Infinity\""), (1e300, "1e+300")] {
                var sample = SampleEvent()
                sample.event.struct_size = UInt32(MemoryLayout<SampleEvent>.size)
                sample.time = value
                let bad: [CChar] = [0x61, -1, 0x01, 0x62, 0]
                bad.withUnsafeBufferPointer { bad in
                    sample.text = bad.baseAddress
                    sample.textLength = 4
                    withUnsafePointer(to: &sample) { sample in
                        sample.withMemoryRebound(to: assay_event_t.self, capacity: 1) { line.write($0, declaration) }
                    }
                }
                let written = String(decoding: line.bytes, as: UTF8.self)
                #expect(written.contains("\"text\":\"a\u{FFFD}\\u0001b\",\"ended\":null,"))
                #expect(written.hasSuffix("\"time\":\(text)}}\n"))
            }
        }
    }
}
