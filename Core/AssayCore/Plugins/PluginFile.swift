// Assay: a file of the search path.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// A file that may be a plugin, with what tells one state of it from another.
struct PluginFile: Hashable, Sendable {
    /// The absolute path, as found.
    let path: String
    /// Changes whenever the file does.
    let identity: Identity

    /// What tells two states of a file apart. Times in nanoseconds.
    struct Identity: Hashable, Sendable {
        let device: UInt64
        let inode: UInt64
        let size: Int64
        let modified: Int64
        let changed: Int64
    }

    /// Looks at `path`, following links.
    init(path: String) throws(PluginLoadFailure.Reason) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw errno == ENOENT ? .notFound : .notReadable(SystemError.text(errno))
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notReadable("not a regular file") }
        self.init(path: path, identity: Identity(status))
    }

    init(path: String, identity: Identity) {
        self.path = path
        self.identity = identity
    }
}

extension PluginFile.Identity {
    init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int64(status.st_size)
        modified = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
        changed = Int64(status.st_ctim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_ctim.tv_nsec)
    }
}
