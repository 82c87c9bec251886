// Assay: the rule for ids.
// SPDX-License-Identifier: Apache-2.0

extension PluginManifest {
    /// The longest id, in bytes.
    static let longestID = 128

    /// Whether `id` is lower-case labels of letters, digits, '_' and '-', separated by dots, the first with a letter.
    public static func isID(_ id: some StringProtocol) -> Bool {
        guard !id.isEmpty, id.utf8.count <= longestID else { return false }
        return String(id).utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy(isLabel)
            && id.utf8.first.map(isLetter) == true
    }

    /// Whether `kind` is an id, a slash and a revision: "assay.client/1".
    static func isKind(_ kind: String) -> Bool {
        let parts = kind.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let revision = parts.last else { return false }
        return isID(parts[0]) && UInt32(revision).map { $0 > 0 } == true
    }

    private static func isLabel(_ label: Substring.UTF8View) -> Bool {
        !label.isEmpty
            && label.allSatisfy {
                isLetter($0) || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || $0 == UInt8(ascii: "_")
                    || $0 == UInt8(ascii: "-")
            }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte }
}
