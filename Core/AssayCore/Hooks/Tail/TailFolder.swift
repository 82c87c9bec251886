// Assay: where the sockets of running processes are.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// `$XDG_RUNTIME_DIR/assay`, or `/tmp/assay-<uid>` where there is none; for its owner alone.
struct TailFolder {
    let path: String

    /// The folder of this user.
    static var standard: TailFolder {
        if let runtime = getenv("XDG_RUNTIME_DIR"), runtime.pointee == UInt8(ascii: "/") {
            return TailFolder(path: String(cString: runtime) + "/assay")
        }
        return TailFolder(path: "/tmp/assay-\(geteuid())")
    }

    /// The socket of a process.
    func socketPath(of process: Int32) -> String {
        "\(path)/\(process).sock"
    }

    /// Makes the folder when it is not there, and checks that nobody else can have put something into it.
    func prepare() throws(TailFailure) {
        if mkdir(path, 0o700) != 0, errno != EEXIST {
            throw TailFailure("folder '\(path)' cannot be made: \(String(cString: strerror(errno)))")
        }
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(),
            status.st_mode & 0o077 == 0
        else {
            throw TailFailure("'\(path)' must be a folder of yours alone; try chmod 700, or remove it")
        }
    }

    /// The processes that have a socket here; some may have ended without removing it.
    func processes() -> [Int32] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var found: [Int32] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(".sock"), let process = Int32(name.dropLast(5)) { found.append(process) }
        }
        return found.sorted()
    }
}
