// Assay: writes the discovery cache.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

extension DiscoveryCache {
    /// Writes a file beside the cache and renames it, so that a reader sees the old one or the new one.
    func writeFile(_ bytes: [UInt8]) -> Bool {
        makeFolders()
        let draft = "\(path).\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return false }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { break }
            written += count
        }
        let isClosed = close(descriptor) == 0
        guard isClosed, written == bytes.count, rename(draft, path) == 0 else {
            unlink(draft)
            return false
        }
        return true
    }

    private func makeFolders() {
        var place = ""
        for part in path.split(separator: "/").dropLast() {
            place += "/" + part
            mkdir(place, 0o700)
        }
    }
}

extension PluginFile {
    /// The file as a line of the cache.
    var line: RecordLine {
        RecordLine([
            "file", path, "\(identity.device)", "\(identity.inode)", "\(identity.size)", "\(identity.modified)",
            "\(identity.changed)",
        ])
    }

    init?(line: RecordLine) {
        let fields = line.fields
        guard fields.count == 7, let device = UInt64(fields[2]), let inode = UInt64(fields[3]),
            let size = Int64(fields[4]), let modified = Int64(fields[5]), let changed = Int64(fields[6])
        else { return nil }
        self.init(
            path: fields[1],
            identity: Identity(device: device, inode: inode, size: size, modified: modified, changed: changed))
    }
}
