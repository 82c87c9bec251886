// Assay: refuses files that somebody else could have written.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// Decides whether a path can be trusted: nobody but root and the host's own user may be able to change the file, any
/// folder on the way to it, or any link on that way.
struct FileTrust {
    /// As many links in one path as the kernel follows.
    private static let mostLinks = 40

    /// The user who runs the host.
    let user: uid_t

    /// Trusts root and `user`.
    init(user: uid_t = geteuid()) {
        self.user = user
    }

    /// Checks the file or folder at `path` (absolute) and all that leads to it. A file, and a folder that holds files of
    /// ours, may not be writable by others at all; a folder further up may when it is sticky, like /tmp.
    func check(_ path: String, isFolder: Bool = false) throws(PluginLoadFailure.Reason) {
        let below = isFolder ? 0 : 1
        var rest = Array(path.split(separator: "/").map(String.init).reversed())
        var place = ""
        var links = 0
        try checkFolder("/", isLast: rest.count <= below)
        while let name = rest.popLast() {
            if name == "." { continue }
            if name == ".." {
                place = String(place[..<(place.lastIndex(of: "/") ?? place.startIndex)])
                continue
            }
            let next = place + "/" + name
            let status = try Self.status(of: next)
            switch status.st_mode & S_IFMT {
            case S_IFLNK:
                links += 1
                guard links <= Self.mostLinks else { throw .notReadable("too many symbolic links") }
                try checkOwner(next, status)
                let target = try Self.target(of: next)
                rest += target.split(separator: "/").map(String.init).reversed()
                if target.hasPrefix("/") { place = "" }
            case S_IFDIR:
                try checkFolder(next, status, isLast: rest.count <= below)
                place = next
            default:
                try checkFile(next, status)
                place = next
            }
        }
    }

    /// Checks a file whose folder has been checked: one look for a plain file, all of them for a link.
    func checkFile(_ path: String) throws(PluginLoadFailure.Reason) {
        let status = try Self.status(of: path)
        if status.st_mode & S_IFMT == S_IFLNK { return try check(path) }
        try checkFile(path, status)
    }

    private func checkFolder(_ place: String, isLast: Bool) throws(PluginLoadFailure.Reason) {
        try checkFolder(place, try Self.status(of: place), isLast: isLast)
    }

    private func checkFolder(_ place: String, _ status: stat, isLast: Bool) throws(PluginLoadFailure.Reason) {
        try checkOwner(place, status)
        if !isLast && status.st_mode & S_ISVTX != 0 { return }
        try checkMode(place, status)
    }

    private func checkFile(_ place: String, _ status: stat) throws(PluginLoadFailure.Reason) {
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notReadable("not a regular file") }
        try checkOwner(place, status)
        try checkMode(place, status)
    }

    private func checkOwner(_ place: String, _ status: stat) throws(PluginLoadFailure.Reason) {
        guard status.st_uid == 0 || status.st_uid == user else {
            throw .wrongOwner(place: place, found: status.st_uid, wanted: user)
        }
    }

    /// The group may write when it is the owner's private one, which has the owner's number: a umask of 002 is the
    /// default of many systems for such groups.
    private func checkMode(_ place: String, _ status: stat) throws(PluginLoadFailure.Reason) {
        let isPrivateGroup = status.st_gid == status.st_uid
        let forbidden = S_IWOTH | (isPrivateGroup ? 0 : S_IWGRP)
        guard status.st_mode & forbidden == 0 else {
            throw .writableByOthers(place: place, mode: status.st_mode & 0o7777)
        }
    }

    private static func status(of place: String) throws(PluginLoadFailure.Reason) -> stat {
        var status = stat()
        guard lstat(place, &status) == 0 else {
            throw errno == ENOENT ? .notFound : .notReadable("\(place): \(SystemError.text(errno))")
        }
        return status
    }

    private static func target(of link: String) throws(PluginLoadFailure.Reason) -> String {
        var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let length = buffer.withUnsafeMutableBytes { bytes in
            bytes.baseAddress.map { readlink(link, $0, bytes.count) } ?? -1
        }
        guard length >= 0 else { throw .notReadable("\(link): \(SystemError.text(errno))") }
        return String(decoding: buffer.prefix(length), as: UTF8.self)
    }
}
