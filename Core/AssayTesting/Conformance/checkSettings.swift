// Assay: the conformance check of the kind settings.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayJSON
internal import AssayKit
internal import CAssay

/// Checks a settings format that is registered with `host`. Returns the problems; none means that it conforms.
///
/// `sample` is a text of the format that holds `expected`, as JSON.
public func checkSettings(
    _ host: TestHost, _ id: String, config: String = "{}", sample: String, expected: String
) -> [String] {
    var check = Conformance(host, id, kind: ASSAY_KIND_SETTINGS, config: config)
    check.whileStarted(assay_settings_t.self) { check, component, table in
        let settings = SettingsCheck(component, table)
        let wanted = try JSONValue(parsing: expected)
        check.keep { () throws(Violation) in try settings.checkExtensions() }
        check.keep { () throws(Violation) in
            guard let text = try settings.read(sample) else { throw Violation("the sample is refused") }
            let found = try? JSONValue(parsing: text)
            try require(found == wanted, "the sample is read as \(text), wanted \(wanted.text())")
        }
        for garbage in SettingsCheck.garbage {
            check.keep { () throws(Violation) in
                guard let text = try settings.read(garbage) else { return }
                try require(
                    (try? JSONValue(parsing: text)) != nil, "'\(garbage.prefix(20))' becomes what is no JSON")
            }
        }
    }
    return check.uniqueProblems
}
