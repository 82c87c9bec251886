// Assay: a report's file that grows.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// A report's file that grows line by line. Not for use from several threads at once.
public final class AppendFile {
    private let path: String
    private let file: Int32

    /// Makes the file anew, and its folder when missing. "-" is standard output. Throws an `AssayError` that names the file
    /// and the reason.
    public init(path: String) throws {
        self.path = path
        guard path != "-" else {
            file = STDOUT_FILENO
            return
        }
        try FileBytes.makeFolder(of: path)
        file = try FileBytes.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, shown: path)
    }

    deinit {
        if file != STDOUT_FILENO { close(file) }
    }

    /// Appends bytes. Throws an `AssayError` when the file system refuses.
    public func append(_ bytes: [UInt8]) throws { try FileBytes.write(bytes, to: file, path) }

    /// Returns when everything is on disk. Pipes and terminals, which have no disk, are left alone.
    public func sync() throws {
        if fsync(file) != 0, errno != EINVAL, errno != EROFS, errno != ENOTSUP {
            throw FileBytes.failure("write", path)
        }
    }
}
