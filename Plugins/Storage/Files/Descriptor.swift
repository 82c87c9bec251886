// Assay: an open file or folder.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssayFiles
import Glibc

/// A descriptor that is closed with its last owner.
final class Descriptor: Sendable {
    let number: Int32

    /// Takes a descriptor; a negative number is -errno.
    init(_ opened: Int32) throws(Errno) {
        guard opened >= 0 else { throw Errno(code: -opened) }
        number = opened
    }

    deinit { close(number) }

    /// Opens `path` beneath this folder, through no link; "" is the folder itself.
    func open(_ path: String, _ flags: Int32, mode: UInt32 = 0) throws(Errno) -> Descriptor {
        try Descriptor(assay_files_open(number, path.isEmpty ? "." : path, flags, mode))
    }

    /// What the descriptor is.
    func status() throws(Errno) -> stat {
        var found = stat()
        _ = try retrying { fstat(number, &found) }
        return found
    }

    /// What an entry of this folder is; a link is a link.
    func status(of name: String) throws(Errno) -> stat {
        var found = stat()
        _ = try retrying { fstatat(number, name, &found, AT_SYMLINK_NOFOLLOW) }
        return found
    }

    /// Puts what was written on the disk.
    func flush() throws(Errno) { _ = try retrying { fsync(number) } }

    /// Takes the lock that tells others that this process is at it; false when another one is.
    func lock() -> Bool { flock(number, LOCK_EX | LOCK_NB) == 0 }
}

extension stat {
    var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
    var isFile: Bool { st_mode & S_IFMT == S_IFREG }

    /// What the store says of it.
    var info: ArtifactInfo {
        let modified = Int64(st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(st_mtim.tv_nsec)
        guard isFile else { return ArtifactInfo(isDirectory: true, modified: modified) }
        // The inode tells two writes within one tick of the clock apart.
        let content = UInt64(st_ino) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(st_size)
        return ArtifactInfo(
            isDirectory: false, size: UInt64(st_size), modified: modified,
            etag: hexadecimal(UInt64(bitPattern: modified)) + hexadecimal(content))
    }
}

/// Sixteen hexadecimal digits.
func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
}
