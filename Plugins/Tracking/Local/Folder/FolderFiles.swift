// Assay: files of a folder of MLflow's.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// Reads files and lists folders; nothing is ever written.
enum FolderFiles {
    /// No text of MLflow's is larger by far; only histories of metrics are, and those are read piece by piece.
    private static let mostBytes = 16 << 20
    private static let mostNames = 10_000_000
    private static let deepest = 32

    /// The names of what is in a folder, in the order of their bytes; none when it is not there.
    static func names(_ folder: String, folders: Bool) throws(FolderError) -> [String] {
        guard let stream = opendir(folder) else {
            if errno == ENOENT || errno == ENOTDIR { return [] }
            throw failure(folder)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
            }
            guard let name else { throw FolderError(folder, "the name of a file in it is not UTF-8") }
            guard name != ".", name != "..", isFolder("\(folder)/\(name)") == folders else { continue }
            names.append(name)
            guard names.count < mostNames else { throw FolderError(folder, "more than \(mostNames) files") }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The paths of all files below a folder, relative to it: a key with slashes is a path.
    static func keys(_ folder: String, depth: Int = 0) throws(FolderError) -> [String] {
        guard depth < deepest else { throw FolderError(folder, "the folders in it are too deep") }
        var keys = try names(folder, folders: false)
        for name in try names(folder, folders: true) {
            keys += try self.keys("\(folder)/\(name)", depth: depth + 1).map { "\(name)/\($0)" }
        }
        return keys
    }

    /// The text of a file.
    static func text(_ path: String) throws(FolderError) -> String {
        let bytes = try read(path, from: 0, count: mostBytes + 1)
        guard bytes.count <= mostBytes else { throw FolderError(path, "it is larger than \(mostBytes >> 20) MiB") }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw FolderError(path, "it is not UTF-8") }
        guard !bytes.contains(0) else {
            throw FolderError(path, "it has the character U+0000, which no database keeps")
        }
        return text
    }

    /// A file of each key below a folder, and what it says.
    static func pairs(_ folder: String) throws(FolderError) -> [(key: String, value: String)] {
        var pairs: [(String, String)] = []
        for key in try keys(folder) { pairs.append((key, try text("\(folder)/\(key)"))) }
        return pairs
    }

    /// What a meta.yaml says; nil when there is none.
    static func meta(_ folder: String) throws(FolderError) -> MetaValue? {
        let path = "\(folder)/meta.yaml"
        guard exists(path) else { return nil }
        let text = try text(path)
        do throws(MetaError) { return try MetaReader.read(text) } catch { throw FolderError(path, error.reason) }
    }

    /// At most `count` bytes of a file.
    static func read(_ path: String, from offset: Int64, count: Int) throws(FolderError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw failure(path) }
        let left = Int(clamping: max(0, Int64(status.st_size) - offset))
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: min(count, left)) { buffer, filled in
            while filled < buffer.count {
                let found = pread(
                    file, buffer.baseAddress.map { $0 + filled }, buffer.count - filled, off_t(offset) + off_t(filled))
                if found < 0, errno == EINTR { continue }
                failed = found < 0
                guard found > 0 else { return }
                filled += found
            }
        }
        guard !failed else { throw failure(path) }
        return bytes
    }

    private static func failure(_ path: String) -> FolderError {
        FolderError(path, "it cannot be read: \(String(cString: strerror(errno)))")
    }
}
