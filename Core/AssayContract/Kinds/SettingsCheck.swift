// Assay: lets a settings format read.
// SPDX-License-Identifier: Apache-2.0
package import CAssay

/// Plays the command line for a started settings format.
package struct SettingsCheck {
    private let component: UnsafePointer<assay_component_t>
    private let table: assay_settings_t
    private static let mostExtensions = 100

    /// Texts that no format reads, or that some read and others must refuse.
    package static let garbage = [
        "", "\0", "a", "{", "[", "\u{FEFF}", "a: b: c", "= 1", "[[", "\"", "&a *a", "!!x", "a = [", "{\"a\": 1}",
        String(repeating: "[", count: 20_000), String(repeating: "a: &a [*a]\n", count: 100),
    ]

    package init(_ component: UnsafePointer<assay_component_t>, _ table: assay_settings_t) {
        self.component = component
        self.table = table
    }

    /// The file name endings: at least one, without a point.
    package func checkExtensions() throws(Violation) {
        guard let list = table.get_extensions(component), list.pointee != nil else {
            throw Violation("get_extensions gives none")
        }
        for index in 0..<Self.mostExtensions {
            guard let name = list[index] else { return }
            let text = try ContractText.read(name, "an ending")
            try require(
                !text.isEmpty && !text.hasPrefix("."), "the ending '\(text)' is empty or begins with a point")
        }
        throw Violation("get_extensions has no NULL within \(Self.mostExtensions) entries")
    }

    /// Reads a text. Returns the JSON that was written, nil when the text was refused in words.
    package func read(_ text: String) throws(Violation) -> String? {
        var written: [String] = []
        var error = CallError.empty()
        var text = text
        let status = withUnsafeMutablePointer(to: &written) { place in
            text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { bytes in
                    table.parse(
                        component, assay_string_t(data: bytes.baseAddress, length: bytes.count),
                        { place, json in
                            let bytes = UnsafeRawBufferPointer(start: json.data, count: json.length)
                            place?.assumingMemoryBound(to: [String].self).pointee.append(
                                String(decoding: bytes, as: UTF8.self))
                        }, place, &error)
                }
            }
        }
        let name = "parse of '\(text.prefix(20))'"
        guard status == .ASSAY_STATUS_OK else {
            try require(CallError.message(error)?.isEmpty == false, "\(name) is refused without a message")
            return nil
        }
        try require(written.count == 1, "\(name) gives OK and calls write \(written.count) times")
        return written.first
    }
}
