// Assay: files and folders of this machine.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Names in the local file system.
enum LocalPath {
    /// The most files that one command uploads.
    private static let mostFiles = 1_000_000

    /// The last part of a path.
    static func name(_ path: String) -> String {
        path.split(separator: "/").last.map { String($0) } ?? path
    }

    /// The path from the root of the file system on.
    static func absolute(_ path: String) throws(CommandError) -> String {
        guard let found = realpath(path, nil) else { throw CommandError("\(path): \(TextFile.reason())") }
        defer { free(found) }
        return String(cString: found)
    }

    /// Makes a folder and those above it, and returns its path from the root on.
    static func makeFolder(_ path: String) throws(CommandError) -> String {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += made.isEmpty || made.hasSuffix("/") ? String(part) : "/\(part)"
            if mkdir(made, 0o755) == 0 || errno == EEXIST { continue }
            throw CommandError("\(path): \(TextFile.reason())")
        }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw CommandError("\(path): no folder")
        }
        return try absolute(path)
    }

    /// A new folder that nobody else sees into.
    static func temporaryFolder() throws(CommandError) -> String {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/assay-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw CommandError("\(parent): \(TextFile.reason())") }
        return String(cString: made)
    }

    /// The files below a folder, each by its path from there, in order; links to files are files, links to folders are
    /// not followed.
    static func files(below folder: String) throws(CommandError) -> [String] {
        var files: [String] = []
        var folders = [""]
        while let inner = folders.popLast() {
            for name in try names(inner.isEmpty ? folder : "\(folder)/\(inner)") {
                let path = inner.isEmpty ? name : "\(inner)/\(name)"
                var status = stat()
                guard lstat("\(folder)/\(path)", &status) == 0 else {
                    throw CommandError("\(folder)/\(path): \(TextFile.reason())")
                }
                if status.st_mode & S_IFMT == S_IFDIR {
                    folders.append(path)
                } else if isFile("\(folder)/\(path)") {
                    files.append(path)
                }
                guard files.count <= mostFiles else { throw CommandError("\(folder): more than \(mostFiles) files") }
            }
        }
        return files.sorted()
    }

    private static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    private static func names(_ folder: String) throws(CommandError) -> [String] {
        guard let list = opendir(folder) else { throw CommandError("\(folder): \(TextFile.reason())") }
        defer { closedir(list) }
        var names: [String] = []
        while let entry = readdir(list) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let name else { throw CommandError("\(folder): a name in it is not UTF-8") }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
