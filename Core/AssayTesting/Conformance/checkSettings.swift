// Assay: the conformance check of the kind settings.
// SPDX-License-Identifier: Apache-2.0
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
        check.checkExtensions(table.get_extensions(component))
        let wanted = try JSONValue(parsing: expected)
        do {
            let found = try JSONValue(parsing: Conformance.parse(component, table, sample))
            check.expect(
                found == wanted, "the sample is read as \(found.text()), wanted \(wanted.text())")
        } catch {
            check.expect(false, "the sample is not read: \(error)")
        }
        for garbage in Conformance.garbage {
            do {
                let text = try Conformance.parse(component, table, garbage)
                check.expect(
                    (try? JSONValue(parsing: text)) != nil, "'\(garbage.prefix(20))' becomes what is no JSON")
            } catch let error as AssayError {
                check.expect(!error.message.isEmpty, "'\(garbage.prefix(20))' is refused without a message")
            }
        }
    }
    return check.problems
}

extension Conformance {
    fileprivate static let garbage = [
        "", "\0", "a", "{", "[", "\u{FEFF}", "a: b: c", "= 1", "[[", "\"", "&a *a", "!!x", "a = [",
        "{\"a\": 1}",
        String(repeating: "[", count: 5000),
    ]

    fileprivate mutating func checkExtensions(_ list: UnsafePointer<UnsafePointer<CChar>?>?) {
        guard var place = list, place.pointee != nil else {
            return expect(false, "get_extensions gives none")
        }
        for _ in 0..<100 {
            guard let name = place.pointee else { return }
            let text = String(cString: name)
            expect(
                !text.isEmpty && !text.hasPrefix("."),
                "the ending '\(text)' is empty or begins with a point")
            place += 1
        }
        expect(false, "get_extensions has no NULL at its end")
    }

    /// Parses a text and returns what was written; throws when `write` was not called exactly once.
    fileprivate static func parse(
        _ component: UnsafePointer<assay_component_t>, _ table: assay_settings_t, _ text: String
    ) throws -> String {
        var written: [String] = []
        var text = text
        try withUnsafeMutablePointer(to: &written) { place in
            try text.withUTF8 { bytes in
                try AssayError.check { error in
                    table.parse(
                        component, assay_string_t(bytes),
                        { place, json in
                            place?.assumingMemoryBound(to: [String].self).pointee.append(String(json))
                        }, place, error)
                }
            }
        }
        guard let first = written.first, written.count == 1 else {
            return "write was called \(written.count) times"
        }
        return first
    }
}
