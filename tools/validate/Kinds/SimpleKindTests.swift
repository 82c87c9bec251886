// Assay: tests of kinds that need a whole run to be tried out.
// SPDX-License-Identifier: Apache-2.0
import AssayContract
import CAssay

/// Tests of client.h, runner.h and settings.h.
enum SimpleKindTests {
    static let all = [
        TableCheck.test("client-table", kind: ASSAY_KIND_CLIENT),
        TableCheck.test("runner-table", kind: ASSAY_KIND_RUNNER),
        TableCheck.test("settings-table", kind: ASSAY_KIND_SETTINGS),
        TestCase("settings-garbage", .kind(ASSAY_KIND_SETTINGS), "garbage is refused in words, or read", garbage),
    ]

    private static let texts = [
        "", "\0", "a", "{", "[", "\u{FEFF}", "a: b: c", "= 1", "[[", "\"", "&a *a", "!!x", "a = [", "{\"a\": 1}",
        String(repeating: "[", count: 20_000), String(repeating: "a: &a [*a]\n", count: 100),
    ]

    private static func garbage(_ context: TestContext) throws(Ending) {
        try context.withStarted { component throws(Ending) in
            let settings = try context.table(component, ASSAY_KIND_SETTINGS, as: assay_settings_t.self).pointee
            guard let parse = settings.parse else { throw .failed("parse is NULL") }
            for text in texts {
                var read: String?
                var error = CallError.empty()
                let status = withUnsafeMutablePointer(to: &read) { read in
                    text.withCString { bytes in
                        parse(
                            component, assay_string_t(data: bytes, length: text.utf8.count),
                            { read, json in
                                let bytes = UnsafeRawBufferPointer(start: json.data, count: json.length)
                                read?.assumingMemoryBound(to: String?.self).pointee = String(
                                    decoding: bytes, as: UTF8.self)
                            }, read, &error)
                    }
                }
                try check(status, read, error, text)
            }
        }
    }

    private static func check(
        _ status: assay_status_t, _ read: String?, _ error: assay_error_t, _ text: String
    ) throws(Ending) {
        let name = JSON.string(String(text.prefix(20))).text
        if status != .ASSAY_STATUS_OK {
            try require(CallError.message(error)?.isEmpty == false, "refuses \(name) without a message")
        } else {
            guard let read else { throw .failed("parse of \(name) gives OK and does not call write") }
            try require((try? JSONParser.parse(read)) != nil, "parse of \(name) writes what is no JSON")
        }
    }
}
