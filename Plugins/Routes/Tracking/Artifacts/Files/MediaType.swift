// Assay: guesses the media type of a file by its name.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Media types by the endings of names, as MLflow's server guesses them.
struct MediaType: Sendable {
    /// Texts, whatever else their ending may stand for: so browsers show them.
    private static let texts: Set<String> = [
        "txt", "log", "err", "cfg", "conf", "cnf", "cf", "ini", "properties", "prop", "hocon", "toml", "yaml", "yml",
        "xml", "json", "js", "py", "py3", "csv", "tsv", "md", "rst", "ipynb", "MLmodel", "MLproject",
    ]
    private static let suffixes = [
        ".svgz": ".svg.gz", ".tgz": ".tar.gz", ".taz": ".tar.gz", ".tz": ".tar.gz", ".tbz2": ".tar.bz2",
        ".txz": ".tar.xz",
    ]
    private static let encodings: Set<String> = [".gz", ".Z", ".bz2", ".xz", ".br"]

    private var types: [String: String] = [:]

    /// The types that are built in, and on top of them those of a file like /etc/mime.types; may wait for the disk.
    init(systemFile: String? = "/etc/mime.types") {
        add(Self.builtIn)
        if let systemFile, let text = Self.read(systemFile) { add(text) }
    }

    /// The type of a file of this name; "application/octet-stream" when nothing is known of it.
    func guess(_ name: String) -> String {
        var (stem, ending) = Self.split(name)
        let bare = ending.filter { $0 != "." }
        if Self.texts.contains(bare.isEmpty ? name : bare) { return "text/plain" }
        if let longer = Self.suffixes[ending.lowercased()] { (stem, ending) = Self.split(stem + longer) }
        if Self.encodings.contains(ending) { (_, ending) = Self.split(stem) }
        return types[ending.lowercased()] ?? "application/octet-stream"
    }

    /// A name without its ending, and the ending with its point; points at the begin count for nothing.
    private static func split(_ name: String) -> (stem: String, ending: String) {
        guard let point = name.lastIndex(of: "."), name[..<point].contains(where: { $0 != "." }) else {
            return (name, "")
        }
        return (String(name[..<point]), String(name[point...]))
    }

    private mutating func add(_ text: String) {
        for line in text.split(separator: "\n") {
            let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).prefix { !$0.hasPrefix("#") }
            guard let type = words.first else { continue }
            for ending in words.dropFirst() { types[".\(ending)"] = String(type) }
        }
    }

    private static func read(_ path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        var count = 0
        while count < bytes.count {
            let got = bytes.withUnsafeMutableBytes { memory in
                Glibc.read(file, memory.baseAddress.map { $0 + count }, memory.count - count)
            }
            guard got > 0 else { break }
            count += got
        }
        return String(decoding: bytes[..<count], as: UTF8.self)
    }
}
