// Assay: file calls that report errors in words.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

/// File calls that throw errors which name the file.
enum FileBytes {
    /// Opens a file; `shown` is its name in the error.
    static func open(_ path: String, _ flags: Int32, shown: String) throws -> Int32 {
        let file = Glibc.open(path, flags, 0o644)
        guard file >= 0 else { throw failure("open", shown) }
        return file
    }

    /// Writes all bytes.
    static func write(_ bytes: [UInt8], to file: Int32, _ path: String) throws {
        try bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let part = UnsafeRawBufferPointer(rebasing: rest)
                let count = Glibc.write(file, part.baseAddress, part.count)
                if count < 0, errno == EINTR { continue }
                if count < 0, errno == EAGAIN {
                    // A terminal or pipe that another program has set not to block: wait until it takes more.
                    var poll = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
                    guard Glibc.poll(&poll, 1, 1000) > 0 else { throw failure("write", path) }
                    continue
                }
                guard count > 0 else { throw failure("write", path) }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// Makes the folders that lead to a file.
    static func makeFolder(of path: String) throws {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true).dropLast()
        var folder = path.hasPrefix("/") ? "/" : ""
        for part in parts {
            folder += part
            if mkdir(folder, 0o755) != 0, errno != EEXIST { throw failure("make the folder of", path) }
            folder += "/"
        }
    }

    /// Where a path leads when it is a link; the path itself when there is nothing yet.
    static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    /// Whether a path is an ordinary file, or nothing yet.
    static func isRegularOrMissing(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return true }
        return status.st_mode & S_IFMT == S_IFREG
    }

    /// Throws when a path is a folder.
    static func rejectFolder(_ path: String, shown: String) throws {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return }
        errno = EISDIR
        throw failure("open", shown)
    }

    /// The last failed call as an error.
    static func failure(_ call: String, _ path: String) -> AssayError {
        let reason = String(cString: strerror(errno))
        return AssayError(
            .ASSAY_STATUS_UNAVAILABLE, "cannot \(call) '\(path)': \(reason.lowercased()); choose another path")
    }
}
