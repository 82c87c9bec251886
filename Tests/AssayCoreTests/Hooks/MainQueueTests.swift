// Assay: tests of listening on the main thread.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Testing

@testable import AssayCore

@Suite struct MainQueueTests {
    private static let note: assay_listener_t = { record, event in
        let sample = SampleEvent.at(event)
        let text = sample.text.map { String(cString: $0) } ?? "NULL"
        Record<String>.at(record).values.append("\(sample.signed) \(text) \(sample.textLength) \(sample.event.time)")
    }

    @Test func aFullQueueDropsAndCounts() throws {
        try withHost { host in
            let record = Record<String>()
            let hook = try host.declareSample()
            var subscription: assay_subscription_t = 0
            _ = host.hooks.subscribe(
                host.host, hook, .ASSAY_LISTEN_MAIN, Self.note, record.pointer, &subscription, nil)
            for index in 0..<10_000 { host.emit(hook, signed: Int64(index), text: "x\(index)") }
            #expect(host.hooks.get_dropped_count(host.host, subscription) == 10_000 - 8192)
            host.run(until: { record.values.count == 8192 })
            #expect(record.values == (0..<8192).map { "\($0) x\($0) \("x\($0)".utf8.count) 42" })
            host.emit(hook, signed: -1, text: "after")
            host.run(until: { record.values.count == 8193 })
            #expect(record.values.last == "-1 after 5 42")
            host.hooks.unsubscribe(host.host, subscription, { Record<String>.at($0).values = [] }, record.pointer)
            host.run(until: { record.values.isEmpty })
            #expect(host.hooks.get_dropped_count(host.host, subscription) == 0)
        }
    }

    @Test func longTextIsCutAndItsLengthSaysSo() throws {
        try withHost { host in
            let record = Record<String>()
            let hook = try host.declareSample()
            _ = host.hooks.subscribe(host.host, hook, .ASSAY_LISTEN_MAIN, Self.note, record.pointer, nil, nil)
            host.emit(hook, text: String(repeating: "y", count: 70_000))
            host.run(until: { record.values.count == 1 })
            let length = EventCopy.longestString
            #expect(record.values == ["0 \(String(repeating: "y", count: length)) \(length) 42"])
        }
    }
}
