// Assay: the file of a database, before SQLite opens it.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import Glibc

/// Checks and makes the file. SQLite gives the files that it makes beside it the same rights.
enum DatabaseFile {
    private static let magic = "SQLite format 3\0"

    static func prepare(_ path: String, create: Bool) throws {
        try checkFolder(folder(of: path))
        var flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW
        if create { flags |= O_CREAT }
        let file = open(path, flags, 0o600)
        guard file >= 0 else { throw unopened(path, errno, create) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the database must be a regular file", context: path)
        }
        guard status.st_mode & 0o002 == 0 else {
            throw AssayError(
                .ASSAY_STATUS_PERMISSION_DENIED, "everybody may write the database file; run 'chmod 600' on it",
                context: path)
        }
        try checkContent(file, path)
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func checkFolder(_ folder: String) throws {
        var status = stat()
        guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw AssayError(
                .ASSAY_STATUS_NOT_FOUND, "the folder of the database does not exist; make it first", context: folder)
        }
        guard status.st_mode & 0o002 == 0 || status.st_mode & S_ISVTX != 0 else {
            throw AssayError(
                .ASSAY_STATUS_PERMISSION_DENIED,
                "everybody may write the folder of the database; run 'chmod o-w' on it", context: folder)
        }
    }

    private static func unopened(_ path: String, _ code: Int32, _ create: Bool) -> AssayError {
        switch code {
        case ENOENT where !create:
            AssayError(.ASSAY_STATUS_NOT_FOUND, "the database does not exist, and 'create' is false", context: path)
        case ELOOP:
            AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT, "the database is a symbolic link; name the file itself", context: path)
        case EISDIR:
            AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT, "the database is a folder; name a file within it", context: path)
        case EACCES, EPERM, EROFS:
            AssayError(
                .ASSAY_STATUS_PERMISSION_DENIED, "the database cannot be opened for writing: \(words(code))",
                context: path)
        default:
            AssayError(.ASSAY_STATUS_UNAVAILABLE, "the database cannot be opened: \(words(code))", context: path)
        }
    }

    private static func words(_ code: Int32) -> String { String(cString: strerror(code)).lowercased() }

    /// An empty file becomes a database; any other must be one.
    private static func checkContent(_ file: Int32, _ path: String) throws {
        let wanted = Array(magic.utf8)
        var head = [UInt8](repeating: 0, count: wanted.count)
        let count = pread(file, &head, head.count, 0)
        guard count == 0 || (count == wanted.count && head == wanted) else {
            throw AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT, "the file is not an SQLite database; name another one", context: path)
        }
    }
}
