// Assay: tests of listening with plain C functions.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc
import Testing

@testable import AssayCore

/// What the function below was called with; the tests of this suite run one after the other.
private nonisolated(unsafe) var calls: [String] = []

@Suite(.serialized) struct HookFunctionTests {
    private typealias Plain =
        @convention(c) (
            Double, UnsafePointer<CChar>?, Int32, UInt64, UInt32, Int64, UnsafeRawPointer?, UnsafePointer<CChar>?
        ) -> Void

    private static let plain: Plain = { time, text, small, unsigned, count, signed, opaque, ended in
        let text = text.map { String(cString: $0) } ?? "NULL"
        let ended = ended.map { String(cString: $0) } ?? "NULL"
        calls.append("\(time) \(text) \(small) \(unsigned) \(count) \(signed) \(opaque != nil) \(ended)")
    }

    private static func subscribe(
        _ host: HostFixture, _ hook: assay_hook_t, _ how: assay_listen_t, _ names: [String],
        _ error: inout assay_error_t
    ) -> assay_status_t {
        let owned = names.map { strdup($0) }
        defer { owned.forEach { free($0) } }
        return owned.map { UnsafePointer<CChar>($0) }.withUnsafeBufferPointer { names in
            host.hooks.subscribe_function(
                host.host, hook, how, names.baseAddress, UInt32(names.count),
                unsafeBitCast(plain, to: assay_function_t.self), nil, &error)
        }
    }

    private static let all = ["time", "text", "small", "unsigned", "count", "signed", "opaque", "ended"]

    @Test func everyTypeArrives() throws {
        try withHost { host in
            calls = []
            let hook = try host.declareSample()
            var error = assay_error_t()
            #expect(Self.subscribe(host, hook, .ASSAY_LISTEN_INLINE, Self.all, &error) == .ASSAY_STATUS_OK)
            host.emit(hook, signed: .min, text: "héllo")
            #expect(calls == ["1.5 héllo -7 18446744073709551615 7 -9223372036854775808 true héllo"])
        }
    }

    @Test func onTheMainThreadTheStringsAreCopies() throws {
        try withHost { host in
            calls = []
            let hook = try host.declareSample()
            var error = assay_error_t()
            #expect(Self.subscribe(host, hook, .ASSAY_LISTEN_MAIN, Self.all, &error) == .ASSAY_STATUS_OK)
            for index in 0..<3 { host.emit(hook, signed: Int64(index), text: "text \(index)") }
            #expect(calls == [])
            host.run(until: { calls.count == 3 })
            #expect(calls == (0..<3).map { "1.5 text \($0) -7 18446744073709551615 7 \($0) false text \($0)" })
        }
    }

    @Test func aWrongNameListsTheFields() throws {
        try withHost { host in
            let hook = try host.declareSample()
            var error = assay_error_t()
            #expect(Self.subscribe(host, hook, .ASSAY_LISTEN_INLINE, ["tim"], &error) == .ASSAY_STATUS_NOT_FOUND)
            #expect(
                text(error) == "hook 'com.example.sample' has no field 'tim'; it has: "
                    + "text, ended, opaque, small, count, signed, unsigned, time")
            let tooMany = [String](repeating: "time", count: 17)
            #expect(Self.subscribe(host, hook, .ASSAY_LISTEN_INLINE, tooMany, &error) == .ASSAY_STATUS_INVALID_ARGUMENT)
            #expect(text(error) == "17 parameters; a function has at most 16")
        }
    }
}
