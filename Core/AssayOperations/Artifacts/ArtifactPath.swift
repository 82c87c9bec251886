// Assay: which paths of artifacts are taken.
// SPDX-License-Identifier: Apache-2.0

/// MLflow's rules for paths that clients give. MLflow decodes a path again and again and uses what comes out; here it is
/// used as it came, decoded once, and refused when it would be unsafe at any depth of decoding.
public enum ArtifactPath {
    /// How often a path is decoded to look for what is hidden in it.
    private static let mostDecodings = 10

    /// Throws INVALID_PARAMETER_VALUE for an unsafe path.
    public static func check(_ path: String) throws(APIError) {
        var text = Array(path.utf8)
        for _ in 0..<mostDecodings {
            guard isSafe(text) else { throw invalid }
            guard let decoded = PercentText.decoded(text) else { return }
            text = decoded
        }
        throw invalid
    }

    /// What MLflow answers.
    public static var invalid: APIError { .invalidParameter("Invalid path") }

    /// The path as the file system sees it: empty parts and "." count for nothing.
    public static func plain(_ path: String) -> String {
        let parts = path.utf8.split(separator: UInt8(ascii: "/")).filter { !$0.elementsEqual(".".utf8) }
        return parts.map { String(Substring($0)) }.joined(separator: "/")
    }

    private static func isSafe(_ text: [UInt8]) -> Bool {
        guard !text.contains(UInt8(ascii: "#")), !text.contains(0), text.first != UInt8(ascii: "/"),
            !isWindowsAbsolute(text)
        else { return false }
        guard !lowercased(text.prefix(5)).elementsEqual("file:".utf8) || text.count == 5 else { return false }
        return !text.split(separator: UInt8(ascii: "/")).contains { $0.elementsEqual("..".utf8) }
    }

    /// "C:\x", "c:/x", "\\server\share".
    private static func isWindowsAbsolute(_ text: [UInt8]) -> Bool {
        func isSlash(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }
        guard text.count >= 3 else { return false }
        if text[1] == UInt8(ascii: ":"), isSlash(text[2]) { return true }
        return isSlash(text[0]) && isSlash(text[1])
    }

    private static func lowercased(_ text: ArraySlice<UInt8>) -> [UInt8] {
        text.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
    }
}
