// Assay: remembers what discovery found.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// A file that remembers records from one start to the next. Every fault of it means that the files are looked at again,
/// never that the host does not start.
struct DiscoveryCache {
    /// Where it is kept.
    let path: String

    /// What is remembered, by file.
    typealias Records = [PluginFile: PluginRecord]

    private static let version = "1"
    private static let mostBytes = 64 << 20

    /// The cache for a search path in `folder`.
    init(folder: String, searchPath: PluginSearchPath) {
        var hash = FNV()
        for place in searchPath.places { hash.add(Array(place.path.utf8) + [0]) }
        hash.add(Array("\(ABIVersion.current) \(PluginSearchPath.installPrefix() ?? "")".utf8))
        path = "\(folder)/plugins-\(String(hash.value, radix: 16)).cache"
    }

    /// `$XDG_CACHE_HOME/assay`, else `~/.cache/assay`; nil when there is neither.
    static func defaultFolder() -> String? {
        let cache = PluginSearchPath.environment("XDG_CACHE_HOME")
        if cache.hasPrefix("/") { return cache + "/assay" }
        let home = PluginSearchPath.environment("HOME")
        return home.hasPrefix("/") ? home + "/.cache/assay" : nil
    }

    /// What the file holds; nothing when it is missing, damaged, of another version, or written by somebody else.
    func load() -> Records {
        guard let bytes = readFile(), let body = Self.checkedBody(bytes) else { return [:] }
        var records: Records = [:]
        var file: PluginFile?
        var lines: [RecordLine] = []
        for bytes in body.split(separator: RecordLine.lineFeed) {
            guard let line = RecordLine(bytes: bytes), let kind = line.fields.first else { return [:] }
            switch kind {
            case "file":
                file = PluginFile(line: line)
                lines = []
            case "end":
                guard let file, let record = PluginRecord(lines: lines[...]) else { return [:] }
                records[file] = record
            default: lines.append(line)
            }
        }
        return records
    }

    /// Writes `records`, whole or not at all. Says whether it did.
    @discardableResult
    func store(_ records: Records) -> Bool {
        var bytes = Self.header.bytes
        for (file, record) in records.sorted(by: { $0.key.path < $1.key.path }) {
            bytes += ([file.line] + record.lines + [RecordLine(["end"])]).flatMap(\.bytes)
        }
        var hash = FNV()
        hash.add(bytes)
        return writeFile(bytes + RecordLine(["sum", String(hash.value, radix: 16)]).bytes)
    }

    private static let header = RecordLine(["assay-plugins", version, "\(ABIVersion.current)"])

    /// The lines between header and sum, when both are right.
    private static func checkedBody(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
        let header = header.bytes
        guard bytes.starts(with: header), bytes.last == RecordLine.lineFeed,
            let start = bytes.dropLast().lastIndex(of: RecordLine.lineFeed), start >= header.count - 1,
            let sum = RecordLine(bytes: bytes[(start + 1)..<(bytes.endIndex - 1)]),
            sum.fields.count == 2, sum.fields[0] == "sum"
        else { return nil }
        var hash = FNV()
        hash.add(bytes[...start])
        guard sum.fields[1] == String(hash.value, radix: 16) else { return nil }
        return bytes[header.count..<(start + 1)]
    }

    private func readFile() -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
            status.st_mode & (S_IWOTH | S_IWGRP) == 0, status.st_size <= Self.mostBytes
        else { return nil }
        let size = Int(status.st_size)
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
                guard got > 0 else { return }
                count += got
            }
        }
        return bytes.count == size ? bytes : nil
    }
}
