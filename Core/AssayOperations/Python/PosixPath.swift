// Assay: paths as Python's posixpath sees them.
// SPDX-License-Identifier: Apache-2.0

/// What Python's `posixpath` makes of paths, as text: nothing is looked up.
public enum PosixPath {
    /// What `normpath` gives: no empty parts, no `.`, and `..` only at the begin of a relative path.
    public static func normalized(_ path: String) -> String {
        guard !path.isEmpty else { return "." }
        let slash = UInt8(ascii: "/")
        let leading = path.utf8.prefix { $0 == slash }.count
        // Two slashes mean something of their own in POSIX; three or more mean one.
        let root = leading == 0 ? "" : leading == 2 ? "//" : "/"
        var kept: [Substring.UTF8View] = []
        for part in path.utf8.split(separator: slash) {
            if part.elementsEqual(".".utf8) { continue }
            if part.elementsEqual("..".utf8) {
                if let last = kept.last, !last.elementsEqual("..".utf8) {
                    kept.removeLast()
                    continue
                }
                if !root.isEmpty { continue }
            }
            kept.append(part)
        }
        let result = root + kept.map { String(Substring($0)) }.joined(separator: "/")
        return result.isEmpty ? "." : result
    }

    /// Whether a name used as a path would be another path, or lie outside of the folder that it is in.
    static func isAmbiguous(_ name: String) -> Bool {
        let normal = normalized(name)
        return !normal.hasSameUTF8(as: name) || normal == "." || normal.utf8.starts(with: "..".utf8)
            || normal.utf8.first == UInt8(ascii: "/")
    }
}
