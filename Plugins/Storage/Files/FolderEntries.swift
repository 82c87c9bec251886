// Assay: what lies in a folder on the disk.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The entries of a folder, one after the other, in no order.
final class FolderEntries {
    struct Entry {
        var name: String
        /// DT_REG, DT_DIR …; DT_UNKNOWN where the file system does not tell.
        var type: UInt8
    }

    private let stream: OpaquePointer

    /// Reads the folder behind a descriptor, which stays open and may be used meanwhile.
    init(_ folder: Descriptor) throws(Errno) {
        let own = openat(folder.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard own >= 0 else { throw Errno(code: errno) }
        guard let stream = fdopendir(own) else {
            let code = errno
            close(own)
            throw Errno(code: code)
        }
        self.stream = stream
    }

    deinit { closedir(stream) }

    /// The next entry; nil at the end. Names that are not UTF-8 are left out.
    func next() -> Entry? {
        while let entry = readdir(stream) {
            // The name lies within the entry and ends with a NUL.
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let name, name != ".", name != ".." else { continue }
            return Entry(name: name, type: entry.pointee.d_type)
        }
        return nil
    }
}
