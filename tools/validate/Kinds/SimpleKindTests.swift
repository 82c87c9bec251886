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
        TestCase("settings-endings", .kind(ASSAY_KIND_SETTINGS), "names its files' endings", extensions),
        TestCase("settings-garbage", .kind(ASSAY_KIND_SETTINGS), "garbage is refused in words, or read", garbage),
    ]

    private static func garbage(_ context: TestContext) throws(Ending) {
        try context.withStarted { component throws(Ending) in
            let table = try context.table(component, ASSAY_KIND_SETTINGS, as: assay_settings_t.self).pointee
            let settings = SettingsCheck(component, table)
            for text in SettingsCheck.garbage {
                guard let json = try keeping({ () throws(Violation) in try settings.read(text) }) else { continue }
                let name = JSON.string(String(text.prefix(20))).text
                try require((try? JSONParser.parse(json)) != nil, "parse of \(name) writes what is no JSON")
            }
        }
    }

    private static func extensions(_ context: TestContext) throws(Ending) {
        try context.withStarted { component throws(Ending) in
            let table = try context.table(component, ASSAY_KIND_SETTINGS, as: assay_settings_t.self).pointee
            try keeping { () throws(Violation) in try SettingsCheck(component, table).checkExtensions() }
        }
    }
}
